// SPDX-License-Identifier: MIT
//
// A subscription gets the events it asked for, and no other.
#include "ring.hpp"

int main() {
    const test::module gwt{"gwt"};
    const test::file fd{GWT_NODE};
    test::subscriber notes{test::bit(GWT_NOTE), GW_RING_NO_TIME};
    test::subscriber ticks{test::bit(GWT_TICK)};

    test::emit(fd, 100);
    union gwt_tell word{};
    CHECK_OK(ioctl(fd, GWT_IOC_TELL, &word));
    notes.drain([](unsigned, const gw_reader_item& item, gw_reader_status) {
        CHECK_EQ(item.event, GWT_NOTE);
        CHECK_EQ(item.time, 0U); // as asked
    });
    ticks.drain([](unsigned, const gw_reader_item& item, gw_reader_status) {
        CHECK_EQ(item.event, GWT_TICK);
        CHECK(item.time != 0);
    });
    CHECK_EQ(notes.received(), 1U);
    CHECK_EQ(notes.counters().used, 1U);
    CHECK_EQ(ticks.received(), 100U);
}
