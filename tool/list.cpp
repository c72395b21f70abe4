// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "command.hpp"
#include "interfaces.hpp"

namespace gangway::tool {

namespace {

dynamic::value as_json(const std::string& name, const dynamic::description& d) {
    const auto at = name.find('@');
    dynamic::value one{{"name", name}, {"interface", d.interface}, {"doc", d.doc}};
    if (d.existing)
        one["provider"] = "kernel";
    if (at != name.npos)
        one["instance"] = name.substr(at + 1);
    auto& elements = one["elements"] = dynamic::value::array();
    for (const auto& e : d.elements)
        elements.push_back({{"name", e.name}, {"kind", to_string(e.kind)}});
    return one;
}

// A line for each interface is what scripts and completions count on.
std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

struct listed {
    std::string name;
    std::shared_ptr<const dynamic::description> what;
};

void print_interfaces(const std::vector<listed>& list) {
    std::size_t width = 0;
    for (const auto& one : list)
        width = std::max(width, one.name.size());
    for (const auto& one : list)
        fmt::print("{:<{}}  {}{}\n", one.name, width, one.what->existing ? "[kernel] " : "",
                   first_line(one.what->doc));
}

void print_elements(const std::vector<listed>& list) {
    for (const auto& one : list)
        for (const auto& e : one.what->elements)
            fmt::print("{}.{} {}\n", one.name, e.name, to_string(e.kind));
}

void print_as_json(const std::vector<listed>& list) {
    auto json = dynamic::value::array();
    for (const auto& one : list)
        json.push_back(as_json(one.name, *one.what));
    print_json(json);
}

} // namespace

int list(bool with_elements, const options& all) {
    std::vector<listed> list;
    int status = 0;
    const auto names = loaded_interfaces(all.root);
    for (const auto& name : names) {
        if (const auto d = loaded_description(name, all.root)) {
            list.push_back({name, *d});
        } else { // it may have gone meanwhile; the others are still worth telling
            fmt::print(stderr, "gangway: {}\n", d.error().message);
            status = 1;
        }
    }
    for (const auto& d : existing_interfaces(names, all))
        list.push_back({d->interface, d});
    if (all.json)
        print_as_json(list);
    else if (with_elements)
        print_elements(list);
    else
        print_interfaces(list);
    if (names.empty() && !all.json && !with_elements)
        fmt::print(stderr, "No interface is loaded; load a module that offers one (modprobe)\n");
    return status;
}

} // namespace gangway::tool
