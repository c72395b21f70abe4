// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdio>
#include <map>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "arguments.hpp"
#include "command.hpp"

namespace gangway::tool {

namespace {

struct assignment {
    std::string name; // "icmpmon.enabled"
    const dynamic::client* client;
    std::string element;
    dynamic::value value;
};

// By interface and instance. One for each, since there may be few sessions.
using clients = std::map<std::string, dynamic::client>;

void check_whole(const dynamic::client& client, const target& one, const std::string& name) {
    const auto dot = one.element.find('.');
    if (dot != one.element.npos && client.find(one.element.substr(0, dot)))
        throw usage_error{fmt::format("{}: a struct is set as a whole, {}.{}={{x=1 y=2}}", name,
                                      one.interface, one.element.substr(0, dot))};
}

// All that can be wrong with it before the kernel is asked.
assignment check(const std::string& text, const options& all, clients& open) {
    const auto [name, to] = split_assignment(text);
    const auto one = parse_target(name, all);
    auto at = open.find(one.interface);
    if (at == open.end())
        at = open.emplace(one.interface, connect(one, all)).first;
    const auto& client = at->second;
    check_whole(client, one, name);
    const auto& what = find_element(client, one, dynamic::kind::property);
    if (!what.writable)
        client.set(what.number, std::span<const std::byte>{}).value(); // says why not
    auto value = parse_value(what.in.fields.front(), name, to);
    if (const auto bytes = encode(what.in, {{"value", value}}); !bytes)
        throw usage_error{fmt::format("{}{}", name, bytes.error().message.substr(5))}; // "value"
    return {name, &client, one.element, std::move(value)};
}

error not_made(const assignment& one, const std::string& refused) {
    return {.message = fmt::format("{}: not set, because {} was not", one.name, refused)};
}

} // namespace

int set(const std::vector<std::string>& assignments, const options& all) {
    std::vector<assignment> checked; // all of them, before the first is made
    checked.reserve(assignments.size());
    clients open;
    for (const auto& text : assignments)
        checked.push_back(check(text, all, open));
    auto json = dynamic::value::object();
    auto errors = dynamic::value::object();
    std::string refused; // those behind it are not made: they may be meant for after it
    for (const auto& one : checked) {
        const auto done = refused.empty() ? one.client->set(one.element, one.value)
                                          : result<void>{not_made(one, refused)};
        if (done) {
            json[one.name] = one.value;
            continue;
        }
        fmt::print(stderr, "gangway: {}\n", done.error().message);
        errors[one.name] = done.error().message;
        refused = refused.empty() ? one.name : refused;
    }
    if (!errors.empty())
        json["errors"] = errors;
    if (all.json)
        print_json(json);
    return errors.empty() ? 0 : 1;
}

} // namespace gangway::tool
