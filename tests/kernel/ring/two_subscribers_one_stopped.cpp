// SPDX-License-Identifier: MIT
//
// A subscriber that does not read costs the other nothing: one gets all, both counts are exact.
#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::subscriber stopped{test::bit(ALL_TYPES_TICK), 0, 4096};
    test::subscriber reading{test::bit(ALL_TYPES_TICK), 0, 65536};
    test::tick_order order;
    std::uint64_t sent = 0;

    for (int i = 0; i < 500; ++i) {
        test::emit(fd, 200, static_cast<unsigned>(i) % test::origins());
        sent += 200;
        reading.drain([&](unsigned cpu, const gw_reader_item& item, gw_reader_status status) {
            CHECK_EQ(status, GW_READER_ITEM);
            order.see(cpu, item);
        });
        CHECK_EQ(reading.received(), sent);
    }
    CHECK_EQ(reading.lost(), 0U);
    // At last the other one wakes up.
    stopped.drain();
    CHECK(stopped.received() > 0);
    CHECK_EQ(stopped.received() + stopped.lost(), sent);
}
