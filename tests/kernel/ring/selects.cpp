// SPDX-License-Identifier: MIT
//
// A subscription gets the events it asked for, and no other.
#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::subscriber notes{test::bit(ALL_TYPES_NOTE), GW_RING_NO_TIME};
    test::subscriber ticks{test::bit(ALL_TYPES_TICK)};

    test::emit(fd, 100);
    union all_types_gw_tell word{};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_TELL, &word));
    notes.drain([](unsigned, const gw_reader_item& item, gw_reader_status) {
        CHECK_EQ(item.event, ALL_TYPES_NOTE);
        CHECK_EQ(item.time, 0U); // as asked
    });
    ticks.drain([](unsigned, const gw_reader_item& item, gw_reader_status) {
        CHECK_EQ(item.event, ALL_TYPES_TICK);
        CHECK(item.time != 0);
    });
    CHECK_EQ(notes.received(), 1U);
    CHECK_EQ(notes.counters().used, 1U);
    CHECK_EQ(ticks.received(), 100U);
}
