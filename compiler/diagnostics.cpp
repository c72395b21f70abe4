// SPDX-License-Identifier: MIT
#include "diagnostics.hpp"

#include <algorithm>

namespace gangway::compiler {

void diagnostics::push(origin file, position at, diag id, std::string text) {
    failed_ = failed_ || diag_table[static_cast<std::size_t>(id)].is_error;
    all_.push_back({file, at, id, std::move(text)});
}

std::vector<diagnostic> diagnostics::sorted() const {
    auto list = all_;
    std::ranges::sort(list);
    const auto repeated = std::ranges::unique(list);
    list.erase(repeated.begin(), repeated.end());
    return list;
}

std::string diagnostics::print(std::string_view description, std::string_view lock) const {
    std::string text;
    auto out = std::back_inserter(text);
    for (const auto& d : sorted()) {
        const auto severity =
            diag_table[static_cast<std::size_t>(d.id)].is_error ? "error" : "warning";
        if (d.file == origin::lock)
            fmt::format_to(out, "{}: {}: {}\n", lock, severity, d.text);
        else
            fmt::format_to(out, "{}:{}:{}: {}: {}\n", description, d.at.line, d.at.column, severity,
                           d.text);
    }
    return text;
}

} // namespace gangway::compiler
