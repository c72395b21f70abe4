// SPDX-License-Identifier: MIT
//
// The provider goes while one call is served and others wait for their turn. If it goes on in spite
// of that, unloading waits, and the call ends as if nothing had been; if it watches for it, it ends
// at once. The others are told.
#include "gwt.gw.h"
#include "test.hpp"

int main() {
    for (int i = 0; i < 6; ++i) {
        test::module gwt{"gwt"};
        const test::file fd{GWT_NODE};
        test::child served{[&] {
            union gwt_slow sleep{};
            sleep.request.stubborn = i % 2 == 0;
            sleep.request.ms = i % 2 == 0 ? 100 : 600000;
            const int result = ioctl(fd, GWT_IOC_SLOW, &sleep);
            CHECK(i % 2 == 0 ? result == 0 : result == -1 && errno == ENODEV);
        }};
        served.wait_until_in(SYS_ioctl);
        test::child next{[&] { CHECK_ERRNO(ioctl(fd, GWT_IOC_NOTHING), ENODEV); }};
        next.wait_until_in(SYS_ioctl);
        test::child setter{[&] {
            gwt_level level{50};
            CHECK_ERRNO(ioctl(fd, GWT_IOC_SET_LEVEL, &level), ENODEV);
        }};
        setter.wait_until_in(SYS_ioctl);
        gwt.unload();
        served.join();
        next.join();
        setter.join();
        CHECK_ERRNO(ioctl(fd, GWT_IOC_NOTHING), ENODEV);
    }
}
