// SPDX-License-Identifier: MIT
//
// The provider goes while one request is served and others wait for their turn. If it goes on in
// spite of that, unloading waits, and the request ends as if nothing had been; if it watches for
// it, it ends at once. The others are told, and so is whoever asks later.
#include "all_types.gw.h"
#include "uring.hpp"

int main() {
    test::need_uring();
    for (int i = 0; i < 6; ++i) {
        const bool stubborn = i % 2 == 0;
        test::module all_types{"all_types"};
        const test::file fd{ALL_TYPES_NODE};
        test::uring ring;
        union all_types_gw_slow sleep{};
        sleep.request.stubborn = stubborn;
        sleep.request.ms = stubborn ? 100 : 600'000;
        ring.put(fd, ALL_TYPES_IOC_SLOW, &sleep, 0);
        ring.submit(1);
        test::wait_until_slow();
        for (std::uint64_t tag = 1; tag < 8; ++tag)
            ring.put(fd, ALL_TYPES_IOC_NOTHING, nullptr, tag);
        ring.submit(7);
        all_types.unload();
        const auto results = ring.take_all(8);
        CHECK_EQ(results[0], stubborn ? 0 : -ENODEV);
        for (std::size_t tag = 1; tag < 8; ++tag)
            CHECK_EQ(results[tag], -ENODEV);
        CHECK_EQ(ring.ask(fd, ALL_TYPES_IOC_NOTHING, nullptr), ENODEV);
    }
}
