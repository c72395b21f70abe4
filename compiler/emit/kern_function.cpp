// SPDX-License-Identifier: MIT
#include "emit/kern_function.hpp"

namespace gangway::compiler {

void doc_entry(writer& out, std::string_view text) {
    out.wrapped(in_comment(text), " * ", " *\t");
}

void doc_text(writer& out, std::string_view text) {
    out.wrapped(in_comment(text), " * ", " * ");
}

void inline_function(writer& out, std::string_view type, std::string_view name,
                     const std::vector<std::string>& args, std::string_view statements) {
    out.line("{}", prototype(fmt::format("static inline {}", type), name, args, ")"));
    out.line("{{");
    out.raw(statements);
    out.line("}}");
}

} // namespace gangway::compiler
