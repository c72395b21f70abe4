// SPDX-License-Identifier: MIT
//
// How a documented inline function of the provider's header is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emit/writer.hpp"

namespace gangway::compiler {

/// Of kernel-doc: "name() - …" and "@arg: …", continued one tab further in.
void doc_entry(writer& out, std::string_view text);
void doc_text(writer& out, std::string_view text);

/// `statements`: lines of C, each with its newline. `type`: with what separates it from the name.
void inline_function(writer& out, std::string_view type, std::string_view name,
                     const std::vector<std::string>& args, std::string_view statements);

} // namespace gangway::compiler
