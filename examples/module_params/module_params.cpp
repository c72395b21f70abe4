// SPDX-License-Identifier: MIT
//
// module_params [NUMBER]: sets the number, if it is given one, and prints what the module has.
#include <cstdlib>

#include <fmt/format.h>

#include "module_params.gw.hpp"

int main(int argc, char** argv) try {
    const auto module = module_params::client::connect().value();
    if (argc > 1)
        module.number.set(std::atoi(argv[1])).value();
    fmt::print("{} {}{}\n", module.number.get().value(), module.label.get().value(),
               module.talks.get().value() ? "" : ", silent");
} catch (const gangway::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
}
