// SPDX-License-Identifier: MIT
//
// Records sent from a thread, a softirq, a hard interrupt and an NMI, in place and by copy.
#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::subscriber sub{test::bit(ALL_TYPES_TICK)};
    test::tick_order order;

    for (const unsigned how : {ALL_TYPES_MANNER_COPY, ALL_TYPES_MANNER_IN_PLACE})
        for (unsigned from = 0; from < test::origins(); ++from)
            test::emit(fd, 100, from, how);
    sub.drain([&](unsigned cpu, const gw_reader_item& item, gw_reader_status status) {
        CHECK_EQ(status, GW_READER_ITEM);
        order.see(cpu, item);
    });
    for (unsigned from = 0; from < test::origins(); ++from)
        CHECK_EQ(order.seen()[from], 200U);
    CHECK_EQ(sub.lost(), 0U);
}
