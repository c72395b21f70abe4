// SPDX-License-Identifier: MIT
//
// Where a program begins that does things at random.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace test {

/// GANGWAY_TEST_SEED, or another each time. It is said, so that the run can be had again.
inline std::uint32_t seed() {
    const char* const given = std::getenv("GANGWAY_TEST_SEED");
    const auto seed = given != nullptr
                          ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10))
                          : std::random_device{}();
    std::printf("GANGWAY_TEST_SEED=%u\n", seed);
    std::fflush(stdout);
    return seed;
}

} // namespace test
