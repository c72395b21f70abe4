// SPDX-License-Identifier: MIT
//
// Prints alerts until the module is unloaded.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "uevent_alerts.gw.hpp"

int main() try {
    const auto sensor = uevent_alerts::client::connect().value();
    auto alerts = sensor.overheated.subscribe().value();
    fmt::print("listening\n");
    std::fflush(stdout);
    for (const auto& alert : alerts) {
        if (const auto lost = alert.lost())
            fmt::print("{} alerts were lost\n", *lost);
        else
            fmt::print("{} C is above {} C\n", alert->temperature, alert->limit);
        std::fflush(stdout);
    }
    fmt::print("{}\n", *alerts.closed());
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
