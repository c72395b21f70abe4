// SPDX-License-Identifier: MIT
//
// A call with a number of its own: an int goes in and comes back, save those that look like
// errors; the number is nobody's before and after, and only its owner's.
#include <climits>

#include "all_types.gw.h"
#include "system_call.hpp"

namespace {

constexpr long number = 549;

void values() {
    for (const int value : {0, 1, 42, 4095, INT_MAX, -4096, -4097, -5000, INT_MIN}) {
        errno = 0;
        CHECK_EQ(syscall(number, value), value);
        CHECK_EQ(errno, 0);
    }
    // The rest of the register is nobody's.
    CHECK_EQ(syscall(number, (1L << 32) + 42, -1L, -1L, -1L), 42);
    CHECK_EQ(syscall(number, (5L << 32) + 0xfffff000L), -4096);
}

void errors() {
    for (const int value : {-1, -EIO, -EOVERFLOW, -ENOSYS, -4095})
        CHECK_ERRNO(syscall(number, value), EOVERFLOW);
    CHECK_ERRNO(syscall(number, -1'000'000), EIO);
    // By the call of all, the reply is in memory.
    const test::calls by;
    for (const int value : {-1, -4095, -5000, 42}) {
        union all_types_gw_give_back give{};
        give.request.value = value;
        CHECK_EQ(by.ask(ALL_TYPES_IOC_GIVE_BACK, &give), 0);
        CHECK_EQ(give.reply.value, value);
    }
}

void others() {
    for (long other = GW_SYSCALL_FIRST; other <= GW_SYSCALL_LAST; ++other)
        if (other != number)
            CHECK_ERRNO(syscall(other, 42), ENOSYS);
    CHECK_ERRNO(syscall(GW_SYSCALL_FIRST - 1, 42), ENOSYS);
    CHECK_ERRNO(syscall(GW_SYSCALL + 1, 42), ENOSYS);
}

// Called all the while, it is there or not.
void comes_and_goes() {
    for (int i = 0; i < 10; ++i) {
        test::baton begun;
        test::child caller{[&] {
            begun.pass();
            for (;;) {
                const long got = syscall(number, 42);
                CHECK(got == 42 || errno == ENOSYS || errno == ENODEV);
            }
        }};
        begun.take();
        const test::module all_types{"all_types"};
        CHECK_EQ(syscall(number, 42), 42);
        caller.kill9();
    }
}

} // namespace

int main() {
    test::need_system_calls();
    CHECK_ERRNO(syscall(number, 42), ENOSYS);
    {
        const test::module all_types{"all_types"};
        values();
        errors();
        others();
    }
    CHECK_ERRNO(syscall(number, 42), ENOSYS);
    comes_and_goes();
}
