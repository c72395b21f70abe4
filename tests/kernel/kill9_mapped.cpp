// SPDX-License-Identifier: MIT
//
// Subscribers killed in the midst of reading, while records pour in from interrupts.
#include "ring.hpp"

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};
    // User-Mode Linux, where an interrupt is a signal, would do nothing else.
    gwt_period period{test::origins() > GWT_ORIGIN_NMI ? 20U : 2000U};
    CHECK_OK(ioctl(fd, GWT_IOC_SET_PERIOD, &period));
    test::baton reading;
    for (unsigned i = 0; i < 50; ++i) {
        test::child reader{[&] {
            test::subscriber sub{test::bit(GWT_TICK), i % 2 != 0 ? GW_RING_OVERWRITE : 0, 16384};
            while (sub.received() == 0)
                sub.drain();
            reading.pass();
            for (;;)
                sub.drain();
        }};
        reading.take();
        test::emit(fd, 100);
        reader.kill9();
        test::emit(fd, 100);
    }
    period.value = 0;
    CHECK_OK(ioctl(fd, GWT_IOC_SET_PERIOD, &period));
}
