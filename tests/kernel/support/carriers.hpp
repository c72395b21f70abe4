// SPDX-License-Identifier: MIT
//
// The table of carriers, for programs that run once for each of them.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

#include <gangway/carriers.h>

#include "system_call.hpp"

namespace test {

inline constexpr gw_carrier_row carriers[] = {
#define GW_CARRIER GW_CARRIER_ROW
#include <gangway/carriers.def>
};

/// The carrier that a program is to look at, its only argument.
inline const gw_carrier_row& carrier_asked_for(int argc, char** argv) {
    CHECK_EQ(argc, 2);
    const auto* const found =
        std::ranges::find(carriers, std::string_view{argv[1]}, &gw_carrier_row::name);
    CHECK(found != std::end(carriers));
    if ((found->traits & GW_TRAIT_BUILT_IN) != 0)
        need_system_calls();
    return *found;
}

} // namespace test
