// SPDX-License-Identifier: MIT
//
// Handlers of an instance run one at a time: a second caller waits for the first.
#include "all_types.gw.h"
#include "test.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};

    const auto hold = [&] {
        union all_types_gw_slow sleep{};
        sleep.request.ms = 600'000;
        ioctl(fd, ALL_TYPES_IOC_SLOW, &sleep);
    };
    test::child first{hold};
    first.wait_until_in(SYS_ioctl);
    test::child second{[&] {
        union all_types_gw_ask question{};
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_ASK, &question));
        CHECK_EQ(question.reply.answer, 42U); // plus how many others were inside
    }};
    second.wait_until_in(SYS_ioctl);
    first.kill9();
    second.join();

    // Who waits can be killed.
    test::child holder{hold};
    holder.wait_until_in(SYS_ioctl);
    test::child waiter{[&] { ioctl(fd, ALL_TYPES_IOC_NOTHING); }};
    waiter.wait_until_in(SYS_ioctl);
    waiter.kill9();
    holder.kill9();
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
}
