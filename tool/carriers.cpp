// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "command.hpp"

namespace gangway::tool {

namespace {

struct carrier {
    std::string_view name;
    unsigned kinds;
    unsigned context;
    std::size_t max_bytes;
    bool ready;
    bool existing;
    std::string_view doc;
};

#define GW_CARRIER(name, kinds, context, encodings, max_bytes, guard, time, state, existing, doc)  \
    carrier{#name, kinds, context, max_bytes, (state) == 1, (existing) == 1, doc},
constexpr auto table = std::to_array<carrier>({
#include <gangway/carriers.def>
});

constexpr std::array<std::string_view, 5> contexts{"", "process", "atomic", "hardirq", "nmi"};
constexpr std::array<std::string_view, 6> kinds{"property", "call",  "event",
                                                "stream",   "table", "change"};

dynamic::value kinds_of(const carrier& c) {
    auto words = dynamic::value::array();
    for (std::size_t bit = 0; bit < kinds.size(); ++bit)
        if ((c.kinds >> bit & 1U) != 0)
            words.push_back(kinds[bit]);
    return words;
}

void print_table(const options& all) {
    auto json = dynamic::value::array();
    for (const auto& c : table) {
        if (all.json) {
            json.push_back({{"name", c.name},
                            {"ready", c.ready},
                            {"existing", c.existing},
                            {"kinds", kinds_of(c)},
                            {"context", contexts.at(c.context)},
                            {"max_bytes", c.max_bytes},
                            {"doc", c.doc}});
            continue;
        }
        std::string words;
        for (const auto& kind : kinds_of(c))
            words += (words.empty() ? "" : ",") + kind.get<std::string>();
        fmt::print("{:<11} {:<8} {:<9} {:<32} {:<8} {}\n", c.name, c.ready ? "ready" : "planned",
                   c.existing ? "existing" : "", words, contexts.at(c.context), c.doc);
    }
    if (all.json)
        print_json(json);
}

void print_choices(const std::string& interface, const options& all) {
    const auto client = connect({interface, {}}, all);
    const auto choices = client.carriers();
    std::size_t name_width = 15;
    std::size_t width = 0;
    for (const auto& c : choices) {
        name_width = std::max(name_width, c.element.size());
        width = std::max(width, c.where.size());
    }
    auto json = dynamic::value::array();
    for (const auto& c : choices) {
        if (all.json)
            json.push_back({{"element", c.element},
                            {"carrier", c.carrier},
                            {"place", c.where},
                            {"why", c.why}});
        else
            fmt::print("{:<{}} {:<11} {:<{}} {}\n", c.element, name_width,
                       c.carrier.empty() ? "none" : c.carrier, c.where, width, c.why);
    }
    if (all.json)
        print_json(json);
}

} // namespace

std::vector<std::string> carrier_names() {
    std::vector<std::string> names;
    names.reserve(table.size());
    for (const auto& c : table)
        names.emplace_back(c.name);
    return names;
}

int carriers(const std::string& interface, const options& all) {
    interface.empty() ? print_table(all) : print_choices(interface, all);
    return 0;
}

} // namespace gangway::tool
