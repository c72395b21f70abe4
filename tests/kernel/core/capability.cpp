// SPDX-License-Identifier: MIT
// Carriers: ioctl ring
//
// Each capability opens what requires it and nothing else; and only in the initial user namespace.
#include <sched.h>

#include "all_types.gw.h"
#include "capability.hpp"

namespace {

int guarded(int fd) {
    return ioctl(fd, ALL_TYPES_IOC_GUARDED);
}

int subscribe(const char* node, unsigned event) {
    const test::file fd{node};
    gw_subscribe_ring wanted{};
    wanted.head.carrier = GW_CARRIER_ring;
    wanted.version = GW_RING_VERSION;
    wanted.head.events[0] = (1U << event) | (1U << ALL_TYPES_TICK);
    return ioctl(fd, GW_RING_SUBSCRIBE, &wanted);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};

    CHECK_OK(guarded(test::file{ALL_TYPES_NODE}));
    CHECK_OK(subscribe(ALL_TYPES_NODE, ALL_TYPES_ALARM));
    test::child net_admin{[] {
        test::keep_only(CAP_NET_ADMIN);
        CHECK_ERRNO(guarded(test::file{ALL_TYPES_NODE}), EPERM);
        CHECK_OK(subscribe(ALL_TYPES_NODE, ALL_TYPES_ALARM));
    }};
    net_admin.join();
    test::child sys_admin{[] {
        test::keep_only(CAP_SYS_ADMIN);
        CHECK_OK(guarded(test::file{ALL_TYPES_NODE}));
        CHECK_ERRNO(subscribe(ALL_TYPES_NODE, ALL_TYPES_ALARM), EPERM);
        CHECK_OK(subscribe(ALL_TYPES_NODE, ALL_TYPES_TICK));
    }};
    sys_admin.join();
    test::child stranger{[] {
        CHECK_OK(unshare(CLONE_NEWUSER)); // all capabilities, over nothing of ours
        CHECK_ERRNO(guarded(test::file{ALL_TYPES_NODE}), EPERM);
        CHECK_ERRNO(subscribe(ALL_TYPES_NODE, ALL_TYPES_ALARM), EPERM);
    }};
    stranger.join();
}
