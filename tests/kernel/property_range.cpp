// SPDX-License-Identifier: MIT
//
// A value outside the stated range is refused with ERANGE, and the one before it stays.
#include "gwt.gw.h"
#include "test.hpp"

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};

    const auto level = [&](std::uint8_t value, int error) {
        gwt_level wanted{value};
        gwt_level before{};
        gwt_level after{};
        CHECK_OK(ioctl(fd, GWT_IOC_GET_LEVEL, &before));
        CHECK_ERRNO(ioctl(fd, GWT_IOC_SET_LEVEL, &wanted), error);
        CHECK_OK(ioctl(fd, GWT_IOC_GET_LEVEL, &after));
        CHECK_EQ(after.value, error == 0 ? value : before.value);
    };
    level(10, 0);
    level(9, ERANGE);
    level(0, ERANGE);
    level(200, 0);
    level(201, ERANGE);
    level(255, ERANGE);

    const auto delta = [&](std::int32_t value, int error) {
        gwt_delta wanted{value};
        CHECK_ERRNO(ioctl(fd, GWT_IOC_SET_DELTA, &wanted), error);
    };
    delta(-5, 0);
    delta(5, 0);
    delta(-6, ERANGE);
    delta(6, ERANGE);
    delta(INT32_MIN, ERANGE);
    delta(INT32_MAX, ERANGE);
}
