// SPDX-License-Identifier: MIT
// Carriers: ioctl ring sockopt
//
// A C program that includes the generated header alone, built for 64 bits.
#include "command.hpp"

int main() {
    const test::module all_types{"all_types"};
    test::witness(test::folder() + "/witness");
}
