// SPDX-License-Identifier: MIT
//
// Prints the number, and then each change of it, until Ctrl-C or until the module goes.
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "sysfs_values.gw.hpp"

int main() try {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const gangway::stop_on_signals stop{SIGINT, SIGTERM};
    const auto object = sysfs_values::client::connect().value();
    auto numbers = object.number.subscribe({.stop = stop.token()}).value();
    for (const auto& number : numbers)
        fmt::print("{} {}\n", object.label.get().value(), *number);
    if (auto why = numbers.closed())
        fmt::print("{}\n", *why);
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
