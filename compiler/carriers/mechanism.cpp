// SPDX-License-Identifier: MIT
#include "carriers/mechanism.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "frontend/suggest.hpp"
#include "model/encodings.hpp"

namespace gangway::compiler {

namespace {

class neutral final : public mechanism {};

constexpr bool is_served(const gw_carrier_row& row) {
    return (row.traits & (GW_TRAIT_READY | GW_TRAIT_EXISTING)) != 0;
}

/// By id. A carrier that is served has a file, or nothing links; of all others nothing is named.
auto make_table() {
    static const neutral nothing;
    std::array<const mechanism*, GW_CARRIER_IDS> table{};
    table.fill(&nothing);
#define GW_CARRIER(name_, id_, ...)                                                                \
    [&table](auto served) {                                                                        \
        if constexpr (decltype(served)::value)                                                     \
            table[id_] = &name_##_mechanism();                                                     \
    }(std::bool_constant<is_served({.name = #name_, .id = id_, __VA_ARGS__})>{});
#include <gangway/carriers.def>
    return table;
}

} // namespace

const mechanism& mechanism_of(const carrier& c) {
    static const auto table = make_table();
    return *table.at(c.id);
}

std::vector<const carrier*> carriers_of(const model& m) {
    std::vector<const carrier*> used;
    for (const auto& c : carriers())
        if (std::ranges::any_of(m.elements, [&](const element& e) { return e.carried_by(c.id); }))
            used.push_back(&c);
    return used;
}

bool has_handlers(const element& e) {
    return std::ranges::all_of(e.via,
                               [](const carrier* c) { return mechanism_of(*c).has_handlers(); });
}

std::string names_of(const model& m, const std::function<bool(const carrier&)>& fit) {
    std::vector<std::string_view> ready;
    std::vector<std::string_view> planned;
    for (const auto& c : carriers())
        if (fit(c))
            (m.existing || c.ready ? ready : planned).push_back(c.name);
    return ready.empty() ? join(planned) + " (in a later version)" : join(ready);
}

std::string carried::others(const std::function<bool(const carrier&)>& fit) const {
    return names_of(m, [&](const carrier& other) {
        return other.carries(kind_of(e)) && &other != &by && fit(other);
    });
}

/// Text has single values and arrays of them.
void mechanism::check_fields(const carried& what) const {
    if (what.by.writes() != encoding::text)
        return;
    const auto others = what.others([&](const carrier& other) {
        return other.writes() != encoding::text && (other.existing || !what.m.existing);
    });
    for (const auto& [part, p] : payloads_of(what.e))
        for (const auto& f : p->type->fields)
            if (f.structure != nullptr)
                what.log.add<diag::no_struct_in_text>(what.at, what.by.name,
                                                      part == "value"
                                                          ? fmt::format("'{}'", what.e.name)
                                                          : fmt::format("field '{}'", f.name),
                                                      others);
}

std::uint64_t mechanism::message_size(const struct_type& type, encoding written) const {
    switch (written) {
    case encoding::attributes:
        return attribute_bytes(type);
    case encoding::text:
        return longest_text(type.fields.front()) + 1; // its newline
    case encoding::binary:
        break;
    }
    return type.size;
}

} // namespace gangway::compiler
