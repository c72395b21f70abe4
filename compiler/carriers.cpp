// SPDX-License-Identifier: MIT
#include "carriers.hpp"

#include <algorithm>
#include <array>

namespace gangway::compiler {

namespace {

constexpr auto table = std::to_array<carrier>({
#define GW_CARRIER(name, kinds, context_, encodings, max_bytes, guard_, time, state, doc)          \
    {#name,       kinds,        static_cast<context>(context_),                                    \
     encodings,   max_bytes,    static_cast<guard>(guard_),                                        \
     (time) == 1, (state) == 1, doc},
#include <gangway/carriers.def>
});

} // namespace

std::span<const carrier> carriers() noexcept {
    return table;
}

const carrier* find_carrier(std::string_view name) noexcept {
    const auto found = std::ranges::find(table, name, &carrier::name);
    return found == table.end() ? nullptr : &*found;
}

std::string_view to_string(context where) noexcept {
    constexpr std::array<std::string_view, 5> names{"no context", "process", "atomic", "hardirq",
                                                    "nmi"};
    return names[static_cast<std::size_t>(where)];
}

std::string_view to_string(element_kind what) noexcept {
    switch (what) {
    case element_kind::property:
        return "property";
    case element_kind::call:
        return "call";
    case element_kind::event:
        return "event";
    case element_kind::stream:
        return "stream";
    case element_kind::table:
        return "table";
    }
    return "";
}

} // namespace gangway::compiler
