// SPDX-License-Identifier: MIT
//
// In overwrite mode the oldest records give way, the newest are there, and the loss is exact.
#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    test::subscriber sub{test::bit(ALL_TYPES_TICK), GW_RING_OVERWRITE, 8192};
    std::uint64_t next = 0;
    std::uint64_t sent = 0;

    const auto round = [&](std::uint32_t count) {
        test::emit(fd, count);
        sent += count;
        bool record = false;
        sub.drain([&](unsigned, const gw_reader_item& item, gw_reader_status status) {
            record = status == GW_READER_ITEM;
            if (!record) {
                next += item.lost;
                return;
            }
            all_types_gw_tick t{};
            std::memcpy(&t, item.payload, sizeof t);
            CHECK_EQ(t.nr, next);
            ++next;
        });
        CHECK(record); // nothing is lost after the newest
        CHECK_EQ(next, sent);
        CHECK_EQ(sub.received() + sub.lost(), sent);
    };
    round(1);
    round(10000);
    CHECK(sub.lost() > 9000);
    for (std::uint32_t count = 1; count < 300; ++count)
        round(count);
}
