// SPDX-License-Identifier: MIT
//
// The same C program built for 32 bits: the layout is the same, the kernel takes it.
#include "test.hpp"

int main() {
    const auto program = test::folder() + "/witness32";
    if (access(program.c_str(), X_OK) != 0)
        test::skip("the compiler makes no programs for 32 bits (gcc-multilib)");
    const test::module gwt{"gwt"};
    CHECK_EQ(std::system(program.c_str()), 0);
}
