// SPDX-License-Identifier: MIT
#include "model/carriers.hpp"

#include <algorithm>
#include <array>

namespace gangway::compiler {

namespace {

constexpr auto table = std::to_array<carrier>({
#define GW_CARRIER(name, kinds, context_, encodings, max_bytes, guard_, time, state, existing_,    \
                   doc)                                                                            \
    {#name,       kinds,        static_cast<context>(context_),                                    \
     encodings,   max_bytes,    static_cast<guard>(guard_),                                        \
     (time) == 1, (state) == 1, (existing_) == 1,                                                  \
     doc},
#include <gangway/carriers.def>
});

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
