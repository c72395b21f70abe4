// SPDX-License-Identifier: MIT
//
// Prints the values, and what the module makes of them.
#include <cstdlib>

#include <fmt/format.h>

#include "debugfs_values.gw.hpp"

int main() try {
    const auto values = debugfs_values::client::connect().value();
    fmt::print("{} + {} + {} = {}{}\n", values.small.get().value(), values.medium.get().value(),
               values.large.get().value(), values.sum.get().value(),
               values.active.get().value() ? "" : " (not active)");
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
