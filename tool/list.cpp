// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string_view>

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

} // namespace

int list(const options& all) {
    const auto names = loaded_interfaces(all.root);
    const auto existing = existing_interfaces(names);
    std::size_t width = 0;
    for (const auto& name : names)
        width = std::max(width, name.size());
    for (const auto& d : existing)
        width = std::max(width, d->interface.size());
    int status = 0;
    auto json = dynamic::value::array();
    for (const auto& name : names) {
        const auto d = loaded_description(name, all.root);
        if (!d) { // it may have gone meanwhile; the others are still worth telling
            fmt::print(stderr, "gangway: {}\n", d.error().message);
            status = 1;
        } else if (all.json) {
            json.push_back(as_json(name, **d));
        } else {
            fmt::print("{:<{}}  {}\n", name, width, first_line((*d)->doc));
        }
    }
    for (const auto& d : existing) {
        if (all.json)
            json.push_back(as_json(d->interface, *d));
        else
            fmt::print("{:<{}}  [kernel] {}\n", d->interface, width, first_line(d->doc));
    }
    if (all.json)
        print_json(json);
    else if (names.empty())
        fmt::print(stderr, "No interface is loaded; load a module that offers one (modprobe)\n");
    return status;
}

} // namespace gangway::tool
