// SPDX-License-Identifier: MIT
//
// The same call by the library, which asks by the system call of all interfaces: its reply is in
// memory, and so any number can come back.
#include <cstdlib>

#include <fmt/format.h>

#include "system_call.gw.hpp"

int main() try {
    const auto kernel = system_call::client::connect().value();
    for (const int value : {42, -5}) {
        const auto reply = kernel.same({.value = value}).value();
        fmt::print("{}: {}, last {}\n", value, reply.value, kernel.last.get().value());
    }
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
