// SPDX-License-Identifier: MIT
//
// The same C program built for 32 bits: the layout is the same, the kernel takes it.
#include "test.hpp"

int main() {
    const auto program = test::folder() + "/witness32";
    if (access(program.c_str(), X_OK) != 0)
        test::skip("the compiler makes no programs for 32 bits (gcc-multilib)");
    constexpr int cannot_execute = 126; // of sh
    int status = 0;
    {
        const test::module gwt{"gwt"};
        status = std::system(program.c_str());
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == cannot_execute)
        test::skip("this kernel runs no programs for 32 bits");
    CHECK_EQ(status, 0);
}
