// SPDX-License-Identifier: MIT
//
// Prints what the kernel's command line said.
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "boot_params.gw.hpp"

int main() try {
    const auto boot = boot_params::client::connect().value();
    fmt::print("{}; {}; {}\n", boot.number.get().value(), fmt::join(boot.list.get().value(), ", "),
               boot.label.get().value());
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
