// SPDX-License-Identifier: MIT
// Carriers: ioctl ring
//
// What a file was opened for bounds what may be done with it.
#include "all_types.gw.h"
#include "test.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file reader{ALL_TYPES_NODE, O_RDONLY};
    const test::file writer{ALL_TYPES_NODE, O_WRONLY};
    all_types_gw_level level{100};
    gw_subscribe_ring wanted{};
    wanted.head.carrier = GW_CARRIER_ring;
    wanted.version = GW_RING_VERSION;
    wanted.head.events[0] = 1U << ALL_TYPES_TICK;

    CHECK_OK(ioctl(reader, ALL_TYPES_IOC_GET_LEVEL, &level));
    CHECK_ERRNO(ioctl(reader, ALL_TYPES_IOC_SET_LEVEL, &level), EACCES);
    CHECK_ERRNO(ioctl(reader, ALL_TYPES_IOC_NOTHING), EACCES);
    CHECK_ERRNO(ioctl(reader, GW_RING_SUBSCRIBE, &wanted), EACCES);

    CHECK_OK(ioctl(writer, ALL_TYPES_IOC_SET_LEVEL, &level));
    CHECK_OK(ioctl(writer, ALL_TYPES_IOC_NOTHING));
    CHECK_ERRNO(ioctl(writer, ALL_TYPES_IOC_GET_LEVEL, &level), EACCES);
    CHECK_ERRNO(ioctl(writer, GW_RING_SUBSCRIBE, &wanted), EACCES);

    gw_info info{};
    CHECK_OK(ioctl(reader, GW_IOC_INFO, &info));
    CHECK_OK(ioctl(writer, GW_IOC_INFO, &info));
}
