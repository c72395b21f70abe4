// SPDX-License-Identifier: MIT
//
// eventfds COUNT: counts until so many have entered.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "eventfds.gw.hpp"

int main(int argc, char** argv) try {
    const auto until = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
    const auto doors = eventfds::client::connect().value();
    auto entered = doors.entered.subscribe().value();
    fmt::print("counting\n");
    std::fflush(stdout);
    while (entered.received() + entered.lost() < until)
        if (entered.next().closed())
            break;
    fmt::print("{} entered\n", entered.received());
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
