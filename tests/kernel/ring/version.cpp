// SPDX-License-Identifier: MIT
// Carriers: ring
//
// Who reads another version of the ring is refused, and the kernel's log says who should be
// updated.
#include "kernel_log.hpp"
#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::kernel_log log;
    const auto refused = [&](std::uint32_t version, const std::string& words) {
        gw_subscribe_ring wanted{};
        wanted.head.carrier = GW_CARRIER_ring;
        wanted.head.events[0] = test::bit(ALL_TYPES_TICK);
        wanted.version = version;
        CHECK_ERRNO(ioctl(fd, GW_RING_SUBSCRIBE, &wanted), EPROTONOSUPPORT);
        CHECK(log.says(words));
    };
    refused(GW_RING_VERSION - 1, "reads version 1 of the ring, this gangway.ko writes 2: "
                                 "update the program's libgangway");
    refused(GW_RING_VERSION + 1, "reads version 3 of the ring, this gangway.ko writes 2: "
                                 "update the module");
    refused(0, "reads version 1"); // from before it was said
    const test::subscriber fine{test::bit(ALL_TYPES_TICK)};
}
