// SPDX-License-Identifier: MIT
//
// Prints what the joystick does, until the module is unloaded.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "input_device.gw.hpp"

int main() try {
    const auto joystick = input_device::client::connect().value();
    auto moves = joystick.moved.subscribe().value();
    fmt::print("listening\n");
    std::fflush(stdout);
    for (const auto& move : moves) {
        if (const auto lost = move.lost())
            fmt::print("{} moves were lost\n", *lost);
        else
            fmt::print("x {} wheel {} trigger {}\n", move->x, move->wheel, move->trigger);
        std::fflush(stdout);
    }
    fmt::print("{}\n", *moves.closed());
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
