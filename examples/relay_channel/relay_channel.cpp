// SPDX-License-Identifier: MIT
//
// Receives pulses of all CPUs, by time, until the module is unloaded.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "relay_channel.gw.hpp"

int main() try {
    const auto channel = relay_channel::client::connect().value();
    auto samples = channel.sample.subscribe().value();
    fmt::print("listening\n");
    std::fflush(stdout);
    for (const auto& sample : samples)
        if (const auto lost = sample.lost())
            fmt::print("{} pulses were lost\n", *lost);
    fmt::print("received {}, lost {}\n{}\n", samples.received(), samples.lost(), *samples.closed());
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
