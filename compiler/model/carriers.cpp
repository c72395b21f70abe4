// SPDX-License-Identifier: MIT
#include "model/carriers.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gangway::compiler {

namespace {

constexpr auto rows = std::to_array<gw_carrier_row>({
#define GW_CARRIER GW_CARRIER_ROW
#include <gangway/carriers.def>
});

constexpr carrier to_carrier(const gw_carrier_row& r) {
    const auto has = [&r](unsigned trait) { return (r.traits & trait) != 0; };
    return {.name = r.name,
            .id = r.id,
            .kinds = r.kinds,
            .deepest = static_cast<context>(r.context),
            .encodings = r.encodings,
            .max_bytes = r.max_bytes,
            .guarded_by = static_cast<guard>(r.guard),
            .runtime = !has(GW_TRAIT_BUILD_TIME),
            .ready = has(GW_TRAIT_READY),
            .existing = has(GW_TRAIT_EXISTING),
            .has_client = !has(GW_TRAIT_NO_CLIENT),
            .by_name = has(GW_TRAIT_BY_NAME),
            .path = r.path == nullptr ? std::string_view{} : r.path,
            .doc = r.doc};
}

constexpr auto table = [] {
    std::array<carrier, rows.size()> made{};
    std::ranges::transform(rows, made.begin(), to_carrier);
    return made;
}();

constexpr bool ids_are_unique() {
    std::array<bool, GW_CARRIER_IDS> taken{};
    return std::ranges::all_of(rows, [&taken](const gw_carrier_row& r) {
        return r.id > 0 && r.id < GW_CARRIER_IDS && !std::exchange(taken[r.id], true);
    });
}
static_assert(ids_are_unique(), "carriers.def: each carrier has an id of its own");

struct kind_words {
    element_kind kind;
    std::string_view one;
    std::string_view many;
};

constexpr auto kinds = std::to_array<kind_words>({
    {element_kind::property, "property", "properties"},
    {element_kind::call, "call", "calls"},
    {element_kind::event, "event", "events"},
    {element_kind::stream, "stream", "streams"},
    {element_kind::table, "table", "tables"},
});

const kind_words& words_of(element_kind what) noexcept {
    return *std::ranges::find(kinds, what, &kind_words::kind);
}

} // namespace

std::span<const carrier> carriers() noexcept {
    return table;
}

const carrier* find_carrier(std::string_view name) noexcept {
    const auto found = std::ranges::find(table, name, &carrier::name);
    return found == table.end() ? nullptr : &*found;
}

encoding carrier::writes() const noexcept {
    for (const auto each : {encoding::binary, encoding::attributes})
        if ((encodings & static_cast<unsigned>(each)) != 0)
            return each;
    return encoding::text;
}

bool carrier::tells_of_changes() const noexcept {
    return (kinds & GW_KIND_CHANGE) != 0;
}

std::string_view to_string(context where) noexcept {
    constexpr std::array<std::string_view, 5> names{"no context", "process", "atomic", "hardirq",
                                                    "nmi"};
    return names[static_cast<std::size_t>(where)];
}

std::string_view to_string(element_kind what) noexcept {
    return words_of(what).one;
}

std::string_view plural(element_kind what) noexcept {
    return words_of(what).many;
}

} // namespace gangway::compiler
