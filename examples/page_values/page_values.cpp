// SPDX-License-Identifier: MIT
//
// Asks for a number without a system call, and looks, as fast as it can, whether what is shown is
// consistent each time; until the module is unloaded.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "page_values.gw.hpp"

int main() try {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const auto page = page_values::client::connect().value();
    page.number.set(21).value();
    while (page.state.get().value().number != 21)
        ; // the module has not looked yet
    fmt::print("{}\n", page.number.get().value());

    auto state = page.state.get();
    for (; state; state = page.state.get())
        if (state->twice != 2 * state->number) {
            fmt::print("torn: {}\n", *state);
            return EXIT_FAILURE;
        }
    fmt::print("{}\n", state.error().message);
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
