// SPDX-License-Identifier: MIT
//
//	kernel_file note TEXT…    the kernel adds lines to its log
//	kernel_file log           reads the log
#include <cstdlib>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "kernel_file.gw.hpp"

int main(int argc, char* argv[]) try {
    const std::span arguments{argv, static_cast<std::size_t>(argc)};
    const auto kernel = kernel_file::client::connect().value();
    if (argc > 2) {
        for (const std::string_view text : arguments.subspan(2))
            kernel.note({.text = text}).value();
        return EXIT_SUCCESS;
    }
    auto log = kernel.log.open().value();
    for (const auto& line : log.lines())
        fmt::print("{}\n", line);
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
