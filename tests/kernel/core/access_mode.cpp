// SPDX-License-Identifier: MIT
//
// What a file was opened for bounds what may be done with it.
#include "gwt.gw.h"
#include "test.hpp"

int main() {
    const test::module gwt{"gwt"};
    const test::file reader{GWT_NODE, O_RDONLY};
    const test::file writer{GWT_NODE, O_WRONLY};
    gwt_level level{100};
    gw_subscribe wanted{};
    wanted.events[0] = 1U << GWT_TICK;

    CHECK_OK(ioctl(reader, GWT_IOC_GET_LEVEL, &level));
    CHECK_ERRNO(ioctl(reader, GWT_IOC_SET_LEVEL, &level), EACCES);
    CHECK_ERRNO(ioctl(reader, GWT_IOC_NOTHING), EACCES);
    CHECK_ERRNO(ioctl(reader, GW_IOC_SUBSCRIBE, &wanted), EACCES);

    CHECK_OK(ioctl(writer, GWT_IOC_SET_LEVEL, &level));
    CHECK_OK(ioctl(writer, GWT_IOC_NOTHING));
    CHECK_ERRNO(ioctl(writer, GWT_IOC_GET_LEVEL, &level), EACCES);
    CHECK_ERRNO(ioctl(writer, GW_IOC_SUBSCRIBE, &wanted), EACCES);

    gw_info info{};
    CHECK_OK(ioctl(reader, GW_IOC_INFO, &info));
    CHECK_OK(ioctl(writer, GW_IOC_INFO, &info));
}
