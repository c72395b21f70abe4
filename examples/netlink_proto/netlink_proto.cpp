// SPDX-License-Identifier: MIT
//
// Asks once, then prints notices until the module is unloaded.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "netlink_proto.gw.hpp"

int main() try {
    const auto board = netlink_proto::client::connect().value();
    auto notices = board.notice.subscribe().value();
    fmt::print("noop: {}\n", board.noop().value().answer);
    std::fflush(stdout);
    for (const auto& notice : notices) {
        if (const auto lost = notice.lost())
            fmt::print("{} notices were lost\n", *lost);
        else
            fmt::print("{}: {}\n", notice->nr, notice->text);
        std::fflush(stdout);
    }
    fmt::print("{}\n", *notices.closed());
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
