// SPDX-License-Identifier: MIT
//
// A request has the credentials of who submitted it, as they were then; or those that were
// registered with the ring before.
#include "all_types.gw.h"
#include "uring.hpp"

int main() {
    test::need_uring();
    const test::module all_types{"all_types"};
    test::child{[] {
        const test::file fd{ALL_TYPES_NODE};
        test::uring ring;
        CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_GUARDED, nullptr), 0);
        const int root = CHECK_OK(io_uring_register_personality(ring.get()));

        CHECK_OK(setresuid(65534, 65534, 65534));
        CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_GUARDED, nullptr), EPERM);
        CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_NOTHING, nullptr), 0);
        ring.put(fd, ALL_TYPES_IOC_GUARDED, nullptr).personality = static_cast<std::uint16_t>(root);
        ring.submit(1);
        CHECK_EQ(ring.take().result, 0);
    }}.join();
}
