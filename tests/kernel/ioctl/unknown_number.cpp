// SPDX-License-Identifier: MIT
//
// Requests that the interface does not have.
#include "all_types.gw.h"
#include "test.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE, O_RDWR | O_NONBLOCK};
    all_types_gw_wide buffer{};

    const auto unknown = [&](unsigned long request) {
        CHECK_ERRNO(ioctl(fd, request, &buffer), ENOTTY);
    };
    for (const unsigned number : {0U, 100U, 127U, 0x90U, 0xffU}) {
        unknown(_IO(GW_IOC_MAGIC, number));
        unknown(_IOWR(GW_IOC_MAGIC, number, buffer));
    }
    unknown(TCGETS);
    unknown(_IOC(_IOC_READ, GW_IOC_MAGIC + 1, ALL_TYPES_LEVEL, 1));
    // An event is subscribed to, not asked for.
    unknown(_IOR(GW_IOC_MAGIC, ALL_TYPES_TICK, all_types_gw_tick));
    // A property has two directions: get and set.
    unknown(_IO(GW_IOC_MAGIC, ALL_TYPES_LEVEL));
    unknown(_IOWR(GW_IOC_MAGIC, ALL_TYPES_LEVEL, all_types_gw_level));
    // What cannot be read has no get, what cannot be written no set.
    unknown(_IOR(GW_IOC_MAGIC, ALL_TYPES_TRIGGER, all_types_gw_trigger));
    unknown(_IOW(GW_IOC_MAGIC, ALL_TYPES_SERVED, all_types_gw_served));
    // Nothing but requests and events: there is none to read, and no stream to write or seek in.
    char byte = 0;
    CHECK_ERRNO(read(fd, &byte, 1), EAGAIN);
    CHECK_EQ(write(fd, &byte, 1), -1);
    CHECK_EQ(lseek(fd, 0, SEEK_END), -1);
}
