// SPDX-License-Identifier: MIT
//
// A provider's own handlers may refuse a value, and to be read.
#include "gwt.gw.h"
#include "test.hpp"

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};
    gwt_picky picky{};

    CHECK_ERRNO(ioctl(fd, GWT_IOC_GET_PICKY, &picky), ENODATA);
    picky.value = 3;
    CHECK_ERRNO(ioctl(fd, GWT_IOC_SET_PICKY, &picky), EDOM);
    CHECK_ERRNO(ioctl(fd, GWT_IOC_GET_PICKY, &picky), ENODATA);
    picky.value = 4;
    CHECK_OK(ioctl(fd, GWT_IOC_SET_PICKY, &picky));
    picky.value = 5;
    CHECK_ERRNO(ioctl(fd, GWT_IOC_SET_PICKY, &picky), EDOM);
    CHECK_OK(ioctl(fd, GWT_IOC_GET_PICKY, &picky));
    CHECK_EQ(picky.value, 4U);
}
