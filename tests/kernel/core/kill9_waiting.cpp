// SPDX-License-Identifier: MIT
// Carriers: ring
//
// Subscribers killed while they sleep for a record: what they held is free again.
#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    for (int i = 0; i < 50; ++i) {
        test::child sleeper{[] {
            test::subscriber sub{test::bit(ALL_TYPES_TICK)};
            CHECK(sub.arm());
            pollfd waiting{sub.fd(), POLLIN, 0};
            poll(&waiting, 1, test::patience_ms);
        }};
        sleeper.wait_until_in(SYS_poll);
        sleeper.kill9();
        test::emit(fd, 1, i % test::origins());
        gw_counters counters{};
        counters.element = ALL_TYPES_TICK;
        CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counters));
        CHECK_EQ(counters.subscribers, 0U);
    }
}
