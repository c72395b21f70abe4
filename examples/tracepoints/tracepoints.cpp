// SPDX-License-Identifier: MIT
//
// tracepoints COUNT: strikes the bell so often. Who wants to hear it, traces it.
#include <cstdlib>

#include <fmt/format.h>

#include "tracepoints.gw.hpp"

int main(int argc, char** argv) try {
    const auto bell = tracepoints::client::connect().value();
    bell.strike({.count = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 1U}).value();
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
