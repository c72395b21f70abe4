// SPDX-License-Identifier: MIT
//
// Records of several kilobytes, which wrap around the end of the ring, come whole.
#include <vector>

#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);

    for (const unsigned flags : {0U, GW_RING_OVERWRITE}) {
        test::subscriber sub{test::bit(ALL_TYPES_BIG), flags, 65536};
        std::uint64_t got = 0;
        constexpr unsigned rounds = 200;
        for (unsigned i = 0; i < rounds; ++i) {
            union all_types_gw_boom boom{};
            boom.request = {.size = 1 + i * 15 % 3000, .count = 3};
            CHECK_OK(ioctl(fd, ALL_TYPES_IOC_BOOM, &boom));
            sub.drain([&](unsigned, const gw_reader_item& item, gw_reader_status status) {
                CHECK_EQ(status, GW_READER_ITEM);
                CHECK_EQ(item.size, sizeof(all_types_gw_big));
                const auto* const big = static_cast<const all_types_gw_big*>(item.payload);
                CHECK_EQ(big->nr, got % 3);
                CHECK_EQ(big->data_len, 1 + i * 15 % 3000);
                for (unsigned at = 0; at < 3000; ++at)
                    CHECK_EQ(big->data[at], at < big->data_len ? big->nr : 0U);
                ++got;
            });
        }
        CHECK_EQ(got, 3 * rounds);
    }
    // A ring in which none would fit is made larger, as a client that knows only an older, shorter
    // record needs it.
    test::subscriber small{test::bit(ALL_TYPES_BIG) | test::bit(ALL_TYPES_TICK), GW_RING_OVERWRITE,
                           4096};
    CHECK_EQ(small.info().ring_size, 32768U); // 8 blocks, of which each holds one
    union all_types_gw_boom boom{};
    boom.request = {.size = 3000, .count = 20};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_BOOM, &boom));
    test::emit(fd, 1);
    small.drain();
    CHECK(small.received() > 1);
    CHECK_EQ(small.received() + small.lost(), 21U);
}
