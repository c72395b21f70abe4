// SPDX-License-Identifier: MIT
//
// Adds one to each number of the block.
#include <cstdlib>

#include <fmt/format.h>

#include "user_memory.gw.hpp"

int main() try {
    const auto memory = user_memory::client::connect().value();
    auto block = memory.block.get().value();
    for (auto& number : block)
        ++number;
    memory.block.set(block).value();
    fmt::print("the block begins with {}\n", block[0]);
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
