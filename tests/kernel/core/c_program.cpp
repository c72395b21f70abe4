// SPDX-License-Identifier: MIT
// Carriers: ioctl io_uring netlink ring chardev sockopt
//
// A C program that includes the generated header alone, built for 64 bits.
#include "command.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::module streams{"streams"};
    test::witness(test::folder() + "/witness");
    test::witness(test::folder() + "/witness streams");
}
