// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <fmt/format.h>

namespace gangway::tool {

target parse_target(const std::string& text, bool element_wanted) {
    const auto at = text.find('@');
    const auto dot = at == text.npos ? text.find('.') : text.rfind('.');
    const bool has_element = dot != text.npos && (at == text.npos || dot > at);
    if (!has_element && element_wanted)
        throw usage_error{
            fmt::format("\"{}\": INTERFACE.ELEMENT is wanted, as in icmpmon.enabled", text)};
    if (!has_element)
        return {text, {}};
    return {text.substr(0, dot), text.substr(dot + 1)};
}

dynamic::client connect(const target& to, const options& all) {
    return dynamic::client::connect(to.interface, {.root = all.root, .via = all.via}).value();
}

void print_json(const dynamic::value& what) {
    fmt::print("{}\n", what.dump(2, ' ', false, dynamic::value::error_handler_t::replace));
}

void print_json_line(const dynamic::value& what) {
    fmt::print("{}\n", what.dump(-1, ' ', false, dynamic::value::error_handler_t::replace));
}

} // namespace gangway::tool
