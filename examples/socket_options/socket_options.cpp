// SPDX-License-Identifier: MIT
//
// Tells the kernel something, hears what it has to say, and has it shout.
#include <cstdlib>

#include <fmt/format.h>

#include "socket_options.gw.hpp"

int main() try {
    const auto options = socket_options::client::connect().value();
    options.message.set("a message from a program\n").value();
    fmt::print("{}", options.message.get().value());
    const auto answer = options.shout({.text = "socket options"}).value();
    fmt::print("{}, {} letters\n", answer.text, answer.letters);
    return EXIT_SUCCESS;
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
