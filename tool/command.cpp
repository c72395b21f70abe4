// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "interfaces.hpp"

namespace gangway::tool {

namespace {

bool is_loaded(const std::string& name, const options& all) {
    std::error_code ignored;
    return name.find('/') == name.npos &&
           std::filesystem::exists(class_folder(all.root) / name, ignored);
}

bool is_element_name(std::string_view word) {
    return !word.empty() && word.front() >= 'a' && word.front() <= 'z';
}

std::string_view verb_for(dynamic::kind what) {
    switch (what) {
    case dynamic::kind::property:
        return "get or set";
    case dynamic::kind::call:
        return "call";
    case dynamic::kind::event:
        return "watch";
    case dynamic::kind::stream:
        return "read or write";
    default:
        return "dump";
    }
}

std::string with_article(dynamic::kind what) {
    return fmt::format("{} {}", what == dynamic::kind::event ? "an" : "a", to_string(what));
}

// Of the element that is meant, if it is known, else of all interfaces.
void check_carriers(const target& to, const options& all) {
    const auto names = carrier_names();
    for (const auto& via : all.via) {
        if (std::find(names.begin(), names.end(), via) != names.end())
            continue;
        const auto known = known_description(to.interface, all);
        const auto* const what = known ? (*known)->find(to.element) : nullptr;
        throw usage_error{fmt::format("{}: there is no carrier \"{}\"; there is: {}",
                                      what != nullptr ? to.interface + "." + what->name : "--via",
                                      via, fmt::join(what != nullptr ? what->via : names, ", "))};
    }
}

} // namespace

target parse_target(const std::string& text, const options& all, bool element_wanted) {
    const auto at = text.find('@');
    const auto dot = at == text.npos ? text.find('.') : text.rfind('.');
    bool has_element = dot != text.npos && (at == text.npos || dot > at);
    if (has_element && at != text.npos && !element_wanted)
        has_element = !is_loaded(text, all) && (is_loaded(text.substr(0, dot), all) ||
                                                is_element_name(text.substr(dot + 1)));
    if (!has_element && element_wanted)
        throw usage_error{
            fmt::format("\"{}\": expected INTERFACE.ELEMENT, as in icmpmon.enabled", text)};
    if (!has_element)
        return {text, {}};
    return {text.substr(0, dot), text.substr(dot + 1)};
}

const dynamic::element& find_element(const dynamic::client& of, const target& one,
                                     dynamic::kind wanted) {
    const auto* const what = of.find(one.element).value();
    if (what->kind != wanted)
        throw usage_error{fmt::format("{0}.{1}: is {2}, not {3}; use gangway {4}", one.interface,
                                      what->name, with_article(what->kind), with_article(wanted),
                                      verb_for(what->kind))};
    return *what;
}

result<dynamic::client> try_connect(const target& to, const options& all) {
    check_carriers(to, all);
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
