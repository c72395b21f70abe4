// SPDX-License-Identifier: MIT
//
// A C program that includes the generated header alone, built for 64 bits.
#include "test.hpp"

int main() {
    const test::module gwt{"gwt"};
    CHECK_EQ(std::system((test::folder() + "/witness").c_str()), 0);
}
