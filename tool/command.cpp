// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "interfaces.hpp"

namespace gangway::tool {

target parse_target(const std::string& text, bool element_wanted) {
    const auto at = text.find('@');
    const auto dot = at == text.npos ? text.find('.') : text.rfind('.');
    const bool has_element = dot != text.npos && (at == text.npos || dot > at);
    if (!has_element && element_wanted)
        throw usage_error{
            fmt::format("\"{}\": expected INTERFACE.ELEMENT, as in icmpmon.enabled", text)};
    if (!has_element)
        return {text, {}};
    return {text.substr(0, dot), text.substr(dot + 1)};
}

result<dynamic::client> try_connect(const target& to, const options& all) {
    auto given = given_description(to.interface, all);
    if (!given)
        return dynamic::client::connect(to.interface, {.root = all.root, .via = all.via});
    const auto at = std::min(to.interface.find('@'), to.interface.size() - 1);
    return dynamic::client::connect(
        std::move(given),
        {.instance = to.interface.substr(at + 1), .root = all.root, .via = all.via});
}

dynamic::client connect(const target& to, const options& all) {
    return try_connect(to, all).value();
}

void print_json(const dynamic::value& what) {
    fmt::print("{}\n", what.dump(2, ' ', false, dynamic::value::error_handler_t::replace));
}

void print_json_line(const dynamic::value& what) {
    fmt::print("{}\n", what.dump(-1, ' ', false, dynamic::value::error_handler_t::replace));
}

} // namespace gangway::tool
