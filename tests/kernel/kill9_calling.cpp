// SPDX-License-Identifier: MIT
//
// Callers killed inside a handler and in front of it: the handler ends, the next caller is served.
#include "gwt.gw.h"
#include "test.hpp"

namespace {

void call_slow(std::uint32_t ms) {
    const test::file fd{GWT_NODE};
    union gwt_slow sleep{};
    sleep.request.ms = ms;
    ioctl(fd, GWT_IOC_SLOW, &sleep);
}

} // namespace

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};
    for (int i = 0; i < 20; ++i) {
        test::child inside{[] { call_slow(60000); }};
        inside.wait_until_in(SYS_ioctl);
        test::child in_front{[] { call_slow(60000); }};
        in_front.wait_until_in(SYS_ioctl);
        if (i % 2 == 0) {
            in_front.kill9();
            inside.kill9();
        } else {
            inside.kill9();
            in_front.kill9();
        }
        CHECK_OK(ioctl(fd, GWT_IOC_NOTHING));
    }
}
