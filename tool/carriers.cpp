// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "command.hpp"
#include "interfaces.hpp"

namespace gangway::tool {

namespace {

constexpr auto table = std::to_array<gw_carrier_row>({
#define GW_CARRIER GW_CARRIER_ROW
#include <gangway/carriers.def>
});

bool is(const gw_carrier_row& c, unsigned trait) {
    return (c.traits & trait) != 0;
}

constexpr std::array<std::string_view, 5> contexts{"", "process", "atomic", "hardirq", "nmi"};
constexpr std::array<std::string_view, 6> kinds{"property", "call",  "event",
                                                "stream",   "table", "change"};

constexpr std::array<std::string_view, 3> encodings{"binary", "attributes", "text"};
constexpr std::array<std::string_view, 4> guards{"node", "file", "socket", "open"};

// Those of `words` whose bits are set, the first of them the lowest.
dynamic::value words_of(unsigned bits, std::span<const std::string_view> words) {
    auto set = dynamic::value::array();
    for (std::size_t bit = 0; bit < words.size(); ++bit)
        if ((bits >> bit & 1U) != 0)
            set.push_back(words[bit]);
    return set;
}

dynamic::value as_json(const gw_carrier_row& c) {
    return {{"name", c.name},
            {"id", c.id},
            {"ready", is(c, GW_TRAIT_READY)},
            {"existing", is(c, GW_TRAIT_EXISTING)},
            {"build_time", is(c, GW_TRAIT_BUILD_TIME)},
            {"built_in", is(c, GW_TRAIT_BUILT_IN)},
            {"client", !is(c, GW_TRAIT_NO_CLIENT)},
            {"kinds", words_of(c.kinds, kinds)},
            {"context", contexts.at(c.context)},
            {"encodings", words_of(c.encodings, encodings)},
            {"max_bytes", c.max_bytes},
            {"guard", guards.at(c.guard)},
            {"path", c.path == nullptr ? "" : c.path},
            {"doc", c.doc}};
}

void print_table(const options& all) {
    auto json = dynamic::value::array();
    for (const auto& c : table) {
        if (all.json) {
            json.push_back(as_json(c));
            continue;
        }
        std::string words;
        for (const auto& kind : words_of(c.kinds, kinds))
            words += (words.empty() ? "" : ",") + kind.get<std::string>();
        fmt::print("{:<11} {:<8} {:<9} {:<32} {:<8} {}\n", c.name,
                   is(c, GW_TRAIT_READY) ? "ready" : "planned",
                   is(c, GW_TRAIT_EXISTING) ? "existing" : "", words, contexts.at(c.context),
                   c.doc);
    }
    if (all.json)
        print_json(json);
}

void print_choices(const std::string& interface, const options& all) {
    const auto many = instances_of(interface, all.root); // all are alike
    const auto client = connect({many.empty() ? interface : many.front(), {}}, all);
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

std::span<const gw_carrier_row> carrier_table() {
    return table;
}

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
