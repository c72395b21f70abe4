// SPDX-License-Identifier: MIT
// Carriers: ring
//
// Subscribers killed in the midst of reading, while records pour in from interrupts.
#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    all_types_gw_ticking ticking{1};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_TICKING, &ticking));
    test::baton reading;
    for (unsigned i = 0; i < 50; ++i) {
        test::child reader{[&] {
            test::subscriber sub{test::bit(ALL_TYPES_TICK), i % 2 != 0 ? GW_RING_OVERWRITE : 0,
                                 16384};
            sub.wait_for_one();
            reading.pass();
            for (;;)
                sub.drain();
        }};
        reading.take();
        test::emit(fd, 100);
        reader.kill9();
        test::emit(fd, 100);
    }
    ticking.value = 0;
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_TICKING, &ticking));
}
