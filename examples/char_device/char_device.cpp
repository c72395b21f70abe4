// SPDX-License-Identifier: MIT
//
// Replaces the content by its arguments, a line each; then prints the lines that are there.
#include <cstdio>
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "char_device.gw.hpp"

int main(int argc, char* argv[]) try {
    const auto device = char_device::client::connect().value();
    if (argc > 1) {
        auto content = device.content.open({.truncate = true}).value();
        for (int i = 1; i < argc; ++i)
            content.write_all(std::string{argv[i]} + '\n').value();
    }
    auto content = device.content.open().value();
    for (const auto& line : content.lines())
        fmt::print("{}\n", line);
    const auto now = device.status().value();
    fmt::print("{} bytes, {} free\n", now.length, now.free);
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
