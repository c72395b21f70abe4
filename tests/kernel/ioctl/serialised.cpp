// SPDX-License-Identifier: MIT
//
// Handlers of an instance run one at a time: a second caller waits for the first.
#include "gwt.gw.h"
#include "test.hpp"

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};

    const auto hold = [&] {
        union gwt_slow sleep{};
        sleep.request.ms = 600'000;
        ioctl(fd, GWT_IOC_SLOW, &sleep);
    };
    test::child first{hold};
    first.wait_until_in(SYS_ioctl);
    test::child second{[&] {
        union gwt_ask question{};
        CHECK_OK(ioctl(fd, GWT_IOC_ASK, &question));
        CHECK_EQ(question.reply.answer, 42U); // plus how many others were inside
    }};
    second.wait_until_in(SYS_ioctl);
    first.kill9();
    second.join();

    // Who waits can be killed.
    test::child holder{hold};
    holder.wait_until_in(SYS_ioctl);
    test::child waiter{[&] { ioctl(fd, GWT_IOC_NOTHING); }};
    waiter.wait_until_in(SYS_ioctl);
    waiter.kill9();
    holder.kill9();
    CHECK_OK(ioctl(fd, GWT_IOC_NOTHING));
}
