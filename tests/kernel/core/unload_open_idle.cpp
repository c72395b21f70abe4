// SPDX-License-Identifier: MIT
// Carriers: ioctl ring
//
// The provider goes while clients have it open and do nothing: it may, and from then on every
// request is answered with ENODEV; gangway.ko itself stays as long as they are open.
#include "ring.hpp"

int main() {
    test::module all_types{"all_types"};
    const test::file idle{ALL_TYPES_NODE};
    auto subscribed = std::make_unique<test::subscriber>(test::bit(ALL_TYPES_TICK));
    all_types.unload();

    CHECK_ERRNO(open(ALL_TYPES_NODE, O_RDWR), ENOENT);
    all_types_gw_level level{50};
    gw_info info{};
    gw_counters counters{};
    gw_subscribe_ring wanted{};
    wanted.head.events[0] = test::bit(ALL_TYPES_TICK);
    for (const int fd : {static_cast<int>(idle), subscribed->fd()}) {
        CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_NOTHING), ENODEV);
        CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_GET_LEVEL, &level), ENODEV);
        CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_SET_LEVEL, &level), ENODEV);
        CHECK_ERRNO(ioctl(fd, GW_IOC_INFO, &info), ENODEV);
        CHECK_ERRNO(ioctl(fd, GW_IOC_COUNTERS, &counters), ENODEV);
        CHECK_ERRNO(ioctl(fd, GW_RING_SUBSCRIBE, &wanted), ENODEV);
        CHECK_ERRNO(ioctl(fd, _IO(GW_IOC_MAGIC, 100)), ENODEV);
    }
    const int busy = test::built_in() ? ENOENT : EAGAIN;
    CHECK_ERRNO(syscall(SYS_delete_module, "gangway", O_NONBLOCK), busy);

    // The next one is another: old sessions are not revived.
    {
        const test::module again{"all_types"};
        const test::file fd{ALL_TYPES_NODE};
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
        CHECK_ERRNO(ioctl(idle, ALL_TYPES_IOC_NOTHING), ENODEV);
        CHECK_ERRNO(syscall(SYS_delete_module, "gangway", O_NONBLOCK), busy);
    }
}
