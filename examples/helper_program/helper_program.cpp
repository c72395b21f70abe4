// SPDX-License-Identifier: MIT
//
// Has two blocks fail, and says how many events there were and how many started no program. The
// program that the kernel starts is on-disk-error: it needs nothing of this library.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "helper_program.gw.hpp"

int main() try {
    const auto disk = helper_program::client::connect().value();
    disk.errors.set(2).value();
    const auto counted = disk.dynamic().counters("failed").value();
    fmt::print("{} events, of which {} started no program\n", counted.used, counted.lost);
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
