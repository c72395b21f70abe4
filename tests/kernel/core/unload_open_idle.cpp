// SPDX-License-Identifier: MIT
//
// The provider goes while clients have it open and do nothing: it may, and from then on every
// request is answered with ENODEV; gangway.ko itself stays as long as they are open.
#include "ring.hpp"

int main() {
    test::module gwt{"gwt"};
    const test::file idle{GWT_NODE};
    auto subscribed = std::make_unique<test::subscriber>(test::bit(GWT_TICK));
    gwt.unload();

    CHECK_ERRNO(open(GWT_NODE, O_RDWR), ENOENT);
    gwt_level level{50};
    gw_info info{};
    gw_counters counters{};
    gw_subscribe wanted{};
    wanted.events[0] = test::bit(GWT_TICK);
    for (const int fd : {static_cast<int>(idle), subscribed->fd()}) {
        CHECK_ERRNO(ioctl(fd, GWT_IOC_NOTHING), ENODEV);
        CHECK_ERRNO(ioctl(fd, GWT_IOC_GET_LEVEL, &level), ENODEV);
        CHECK_ERRNO(ioctl(fd, GWT_IOC_SET_LEVEL, &level), ENODEV);
        CHECK_ERRNO(ioctl(fd, GW_IOC_INFO, &info), ENODEV);
        CHECK_ERRNO(ioctl(fd, GW_IOC_COUNTERS, &counters), ENODEV);
        CHECK_ERRNO(ioctl(fd, GW_IOC_SUBSCRIBE, &wanted), ENODEV);
        CHECK_ERRNO(ioctl(fd, _IO(GW_IOC_MAGIC, 100)), ENODEV);
    }
    const int busy = test::built_in() ? ENOENT : EAGAIN;
    CHECK_ERRNO(syscall(SYS_delete_module, "gangway", O_NONBLOCK), busy);

    // The next one is another: old sessions are not revived.
    {
        const test::module again{"gwt"};
        const test::file fd{GWT_NODE};
        CHECK_OK(ioctl(fd, GWT_IOC_NOTHING));
        CHECK_ERRNO(ioctl(idle, GWT_IOC_NOTHING), ENODEV);
        CHECK_ERRNO(syscall(SYS_delete_module, "gangway", O_NONBLOCK), busy);
    }
}
