// SPDX-License-Identifier: MIT
//
// Has the meter measure, and prints what the kernel's thread says; `measure`: only the former.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "thread_socket.gw.hpp"

int main(int argc, char** argv) try {
    const auto meter = thread_socket::client::connect().value();
    if (argc > 1 && std::string_view{argv[1]} == "measure") {
        meter.measure({.times = 3, .first = 7}).value();
        return EXIT_SUCCESS;
    }
    auto measured = meter.measured.subscribe().value();
    meter.measure({.times = 2, .first = 42}).value();
    for (int i = 0; i < 2; ++i)
        fmt::print("{}\n", measured.next(std::chrono::seconds{60})->label);

    // Far more than the queue and the socket take, and nobody reads meanwhile: each is received,
    // or told as lost.
    constexpr std::uint32_t many = 50000;
    meter.measure({.times = many, .first = 0}).value();
    while (measured.received() + measured.lost() < many + 2)
        if (!measured.next(std::chrono::seconds{60}))
            continue;
    fmt::print("{} more: {} received, {} lost\n", many, measured.received() - 2, measured.lost());
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
