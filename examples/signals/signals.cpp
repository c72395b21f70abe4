// SPDX-License-Identifier: MIT
//
// Prints numbers as they come, until the module is unloaded.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "signals.gw.hpp"

int main() try {
    const auto module = signals::client::connect().value();
    auto alerts = module.alert.subscribe().value(); // to this thread, which has to read it
    fmt::print("listening\n");
    std::fflush(stdout);
    for (const auto& alert : alerts) {
        if (const auto lost = alert.lost())
            fmt::print("{} were lost\n", *lost);
        else
            fmt::print("{}\n", alert->number);
        std::fflush(stdout);
    }
    fmt::print("{}\n", *alerts.closed());
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
