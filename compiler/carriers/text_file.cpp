// SPDX-License-Identifier: MIT
#include "carriers/text_file.hpp"

#include <array>

#include "emit/c_code.hpp"
#include "frontend/place.hpp"

namespace gangway::compiler {

namespace {

constexpr std::string_view tells = "; poll() reports POLLPRI after a change";

bool notifies(const element& e) {
    const auto* const p = as_property(e);
    return p != nullptr && p->notify;
}

constexpr auto path_keys = std::to_array<at_key>(
    {{"path", "`path: /proc/…` or `path: /sys/…`", [](const element&) { return true; },
      [](at_value& value, address& into) { value.path(into.path); }}});

} // namespace

std::string text_file::place(const element& e) const {
    return fmt::format("text in {}{}", e.place.path, notifies(e) ? tells : "");
}

std::vector<std::string> text_file::usage(const model& m, const element& e) const {
    const auto path = path_of(m, e, by_);
    if (as_table(e) != nullptr)
        return {fmt::format("Text in {}: a line with the names of the columns, then a line for "
                            "each row.",
                            path)};
    return {fmt::format("Text in {}{}.", path, notifies(e) && by_.tells_of_changes() ? tells : "")};
}

std::vector<std::string> text_file::facts(const model& m, const element& e) const {
    return {fmt::format("File: `{}`", path_of(m, e, by_))};
}

std::vector<std::string> text_file::table_commands(const model& m, const element& e) const {
    return {fmt::format("cat {}", path_of(m, e, by_))};
}

std::span<const at_key> existing_text_file::at_keys() const {
    return path_keys;
}

} // namespace gangway::compiler
