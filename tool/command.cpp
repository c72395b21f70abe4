// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../common/nearest.hpp"
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

bool has_element(const std::string& interface, const std::string& name, const options& all) {
    const auto known = known_description(interface, all);
    return known && (*known)->find(name) != nullptr;
}

// Where nothing of that name is loaded: a name nearly the same, or the interface was left out.
std::string what_was_meant(const std::string& name, const options& all) {
    if (!instances_of(name.substr(0, name.find('@')), all.root).empty())
        return {}; // and the instances are told
    auto names = loaded_interfaces(all.root);
    for (const auto& of : names)
        if (has_element(of, name, all))
            return fmt::format(" (did you mean \"{}.{}\"?)", of, name);
    for (const auto& d : dynamic::shipped())
        names.push_back(d->interface);
    std::vector<std::string_view> known{names.begin(), names.end()};
    for (const std::string_view of : names)
        known.push_back(of.substr(0, of.find('@')));
    return did_you_mean(name, known);
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
    if (all.via.empty())
        return;
    const auto names = carrier_names();
    const auto known = known_description(to.interface, all);
    const auto* const what = known ? (*known)->find(to.element) : nullptr;
    const auto subject = what != nullptr ? to.interface + "." + what->name : "--via";
    const auto& there = what != nullptr ? what->via : names;
    bool any = false;
    for (const auto& via : all.via) {
        if (std::find(names.begin(), names.end(), via) == names.end())
            throw usage_error{fmt::format("{}: there is no carrier \"{}\"; there is: {}", subject,
                                          via, fmt::join(there, ", "))};
        any = any || std::find(there.begin(), there.end(), via) != there.end();
    }
    if (!any)
        throw usage_error{fmt::format("{}: is not carried by {}; there is: {}", subject,
                                      fmt::join(all.via, ", "), fmt::join(there, ", "))};
}

} // namespace

target parse_target(const std::string& text, const options& all, bool element_wanted) {
    const auto at = text.find('@');
    const auto dot = at == text.npos ? text.find('.') : text.rfind('.');
    const bool may_have = dot != text.npos && (at == text.npos || dot > at);
    const target split{text.substr(0, dot), may_have ? text.substr(dot + 1) : ""};
    bool has_one = may_have;
    if (may_have && at != text.npos && !element_wanted) {
        if (is_loaded(text, all)) // by itself, an instance of that name
            has_one =
                is_loaded(split.interface, all) && has_element(split.interface, split.element, all);
        else
            has_one = is_loaded(split.interface, all) || is_element_name(split.element);
    }
    if ((!has_one && element_wanted) || (has_one && split.element.empty()))
        throw usage_error{
            fmt::format("\"{}\": expected INTERFACE.ELEMENT, as in icmpmon.enabled", text)};
    return has_one ? split : target{text, {}};
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

result<dynamic::client> try_connect(const target& to, const options& all, deadline until) {
    check_carriers(to, all);
    auto given = given_description(to.interface, all);
    if (!given) {
        auto client = dynamic::client::connect(
            to.interface, {.root = all.root, .via = all.via, .deadline = until});
        if (client || !client.error().is(ENOENT))
            return client;
        auto why = client.error();
        why.message += what_was_meant(to.interface, all);
        return why;
    }
    const auto at = std::min(to.interface.find('@'), to.interface.size() - 1);
    return dynamic::client::connect(std::move(given), {.instance = to.interface.substr(at + 1),
                                                       .root = all.root,
                                                       .via = all.via,
                                                       .deadline = until});
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
