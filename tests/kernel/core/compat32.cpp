// SPDX-License-Identifier: MIT
// Carriers: ioctl io_uring netlink ring chardev sockopt syscall
//
// The same C program built for 32 bits: the layout is the same, the kernel takes it.
#include "command.hpp"

int main() {
    const auto program = test::folder() + "/witness32";
    if (access(program.c_str(), X_OK) != 0)
        test::skip("the compiler makes no programs for 32 bits (gcc-multilib)");
    constexpr int cannot_execute = 126; // of sh
    test::module all_types{"all_types"};
    test::module streams{"streams"};
    for (const std::string what : {"", " streams"}) {
        const auto done = test::run(program + what);
        std::printf("%s%s", done.out.c_str(), done.err.c_str());
        if (done.status == cannot_execute) {
            streams.unload();
            all_types.unload();
            test::skip("this kernel runs no programs for 32 bits");
        }
        CHECK_EQ(done.status, 0);
    }
}
