// SPDX-License-Identifier: MIT
//
// edu_interrupt NUMBER CARRIER: asks for a factorial, and prints it as the interrupt tells it, by
// this carrier, and as the tasklet and the timer do.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>

#include <fmt/format.h>

#include "edu_interrupt.gw.hpp"

int main(int argc, char** argv) try {
    if (argc != 3)
        return 2;
    const auto number = static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10));
    const auto edu = edu_interrupt::client::connect({.via = {argv[2], "ring", "ioctl"}}).value();
    auto computed = edu.computed.subscribe().value();
    auto later = edu.told_later.subscribe().value();
    edu.factorial({.number = number}).value();
    constexpr std::chrono::seconds patience{30};
    const auto now = computed.next(patience);
    if (!now)
        return EXIT_FAILURE;
    fmt::print("the interrupt: {}! = {}\n", number, now->result);
    std::map<edu_interrupt::origin, std::uint32_t> told; // in whatever order they come
    while (told.size() < 2) {
        const auto item = later.next(patience);
        if (!item)
            return EXIT_FAILURE;
        told[item->by] = item->result;
    }
    for (const auto& [by, result] : told)
        fmt::print("the {}: {}\n", by, result);
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
