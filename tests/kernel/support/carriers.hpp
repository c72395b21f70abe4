// SPDX-License-Identifier: MIT
//
// The table of carriers, for programs that run once for each of them.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <string_view>

#include <gangway/carriers.h>

#include "system_call.hpp"

namespace test {

inline constexpr gw_carrier_row carriers[] = {
#define GW_CARRIER GW_CARRIER_ROW
#include <gangway/carriers.def>
};

/// Fails if one of those that carry such elements for modules and programs is missing in a table.
template <typename Table, typename Name>
void all_have_a_row(std::uint32_t kind, const Table& table, Name name,
                    const std::source_location& where = std::source_location::current()) {
    for (const auto& row : carriers)
        if ((row.kinds & kind) != 0 && (row.traits & GW_TRAIT_READY) != 0 &&
            (row.traits & (GW_TRAIT_BUILD_TIME | GW_TRAIT_NO_CLIENT)) == 0 &&
            std::ranges::find(table, std::string_view{row.name}, [&](const auto& each) {
                return std::string_view{std::invoke(name, each)};
            }) == std::ranges::end(table))
            fail(where, std::string{row.name} + " has no row in this table");
}

/// Has this kernel what the carrier is made of? If not, that is said.
inline bool has(std::string_view carrier) {
    const bool there = carrier == "io_uring"  ? has_uring()
                       : carrier == "syscall" ? has_system_calls()
                                              : true;
    if (!there)
        std::printf("without %.*s, which this kernel has not\n", static_cast<int>(carrier.size()),
                    carrier.data());
    return there;
}

/// The carrier that a program is to look at, its only argument.
inline const gw_carrier_row& carrier_asked_for(int argc, char** argv) {
    CHECK_EQ(argc, 2);
    const auto* const found =
        std::ranges::find(carriers, std::string_view{argv[1]}, &gw_carrier_row::name);
    CHECK(found != std::end(carriers));
    if ((found->traits & GW_TRAIT_BUILT_IN) != 0)
        need_system_calls();
    if (found->id == GW_CARRIER_io_uring)
        need_uring();
    return *found;
}

} // namespace test
