// SPDX-License-Identifier: MIT
//
// Adds one.
#include <cstdlib>

#include <fmt/format.h>

#include "ioctl_values.gw.hpp"

int main() try {
    const auto values = ioctl_values::client::connect().value();
    const auto before = values.answer.get().value();
    values.answer.set(before + 1).value();
    fmt::print("{}, now {}\n", before, values.answer.get().value());
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
