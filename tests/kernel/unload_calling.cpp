// SPDX-License-Identifier: MIT
//
// The provider goes while one call is served and others wait for their turn: the first ends as if
// nothing had been, the others are told, and the provider's memory is not touched afterwards.
#include "gwt.gw.h"
#include "test.hpp"

int main() {
    for (int i = 0; i < 5; ++i) {
        test::module gwt{"gwt"};
        const test::file fd{GWT_NODE};
        test::child served{[&] {
            union gwt_slow sleep{};
            sleep.request.ms = 200;
            sleep.request.deaf = 1;
            CHECK_OK(ioctl(fd, GWT_IOC_SLOW, &sleep));
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
