// SPDX-License-Identifier: MIT
//
// Asks for five packets, and succeeds if it receives these five.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "icmp2.gw.hpp"

int main() try {
    auto channel = icmp2::client::connect().value();
    auto packets = channel.packet.subscribe().value();
    channel.send({.count = 5}).value();
    for (std::uint64_t wanted = 1; wanted <= 5; ++wanted) {
        const auto item = packets.next(std::chrono::seconds{20});
        if (!item || item->number != wanted)
            return EXIT_FAILURE;
        fmt::print("packet {}\n", item->number);
    }
    const auto refused = channel.send({.count = 1001});
    if (refused || !refused.error().is(icmp2::send_error::erange))
        return EXIT_FAILURE;
    fmt::print("{}\n", refused.error().message);
    return channel.sent.get().value() == 5 ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
