// SPDX-License-Identifier: MIT
//
// A program that is killed with requests in flight, one of which is in a handler: all of them end,
// the session does too, and the next caller is served.
#include "all_types.gw.h"
#include "uring.hpp"

int main() {
    test::need_uring();
    for (int i = 0; i < 6; ++i) {
        const test::module all_types{"all_types"};
        test::child client{[] {
            const test::file fd{ALL_TYPES_NODE};
            test::uring ring;
            union all_types_gw_slow sleep[32]{};
            for (auto& each : sleep) {
                each.request.ms = 600'000;
                ring.put(fd, ALL_TYPES_IOC_SLOW, &each);
            }
            ring.submit(32);
            pause();
        }};
        test::wait_until_slow();
        client.kill9();
        {
            const test::file fd{ALL_TYPES_NODE};
            CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
            union all_types_gw_ask question{};
            CHECK_OK(ioctl(fd, ALL_TYPES_IOC_ASK, &question));
            CHECK_EQ(question.reply.answer, 42U); // plus those that are still inside
        }
        if (!test::built_in()) // each session holds it
            CHECK(test::eventually(
                [] { return test::read_file("/sys/module/all_types/refcnt") == "0\n"; }));
    }
}
