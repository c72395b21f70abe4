// SPDX-License-Identifier: MIT
//
// Replaces the text by what comes in, whole or not at all, and says how many lines the kernel sees.
//
//     proc_files <FILE
#include <cstdlib>
#include <exception>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "proc_files.gw.hpp"

int main() try {
    std::string text{std::istreambuf_iterator<char>{std::cin}, {}};
    if (text.ends_with('\n'))
        text.pop_back(); // it ends the last line, and is no part of the value
    const auto files = proc_files::client::connect().value();
    files.text.set(std::string_view{text}).value();
    fmt::print("{} lines\n", files.lines.get().value());
} catch (const std::exception& e) { // gangway::exception, or std::length_error of a text too long
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
