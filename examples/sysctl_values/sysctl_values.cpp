// SPDX-License-Identifier: MIT
//
// Doubles the number, as long as the module allows it.
#include <cerrno>
#include <cstdlib>

#include <fmt/format.h>

#include "sysctl_values.gw.hpp"

int main() try {
    const auto values = sysctl_values::client::connect().value();
    for (;;) {
        const auto number = values.number.get().value();
        const auto done = values.number.set(2 * number);
        if (!done && done.error().is(ERANGE)) {
            fmt::print("{} {}: no further: {}\n", values.word.get().value(), number,
                       done.error().message);
            return EXIT_SUCCESS;
        }
        done.value();
    }
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
