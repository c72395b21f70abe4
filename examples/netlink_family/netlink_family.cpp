// SPDX-License-Identifier: MIT
//
// netlink_family NAME AGE: writes a guest into the book.  netlink_family: shows the book, and each
// guest who enters from now on.
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "netlink_family.gw.hpp"

namespace {

void enter(const netlink_family::client& book, const char* name, const char* age) {
    const auto reply =
        book.enter({.name = name, .age = static_cast<std::uint8_t>(std::stoi(age))}).value();
    fmt::print("{}: page {}\n", book.welcome.get().value(), reply.page);
}

void show(const netlink_family::client& book) {
    auto entered = book.entered.subscribe().value();
    fmt::print("{} in the book\n", book.guests.rows().value().size());
    std::fflush(stdout);
    for (const auto& guest : entered) {
        if (!guest)
            continue;
        fmt::print("{} entered, page {}\n", guest->name, guest->page);
        std::fflush(stdout);
    }
    fmt::print("{}\n", entered.closed().value_or("stopped"));
}

} // namespace

int main(int argc, char** argv) try {
    const auto book = netlink_family::client::connect().value();
    if (argc > 2)
        enter(book, argv[1], argv[2]);
    else
        show(book);
} catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
