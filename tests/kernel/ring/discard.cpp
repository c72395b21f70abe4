// SPDX-License-Identifier: MIT
//
// A record that was begun and abandoned is neither received nor lost.
#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    test::subscriber first{test::bit(ALL_TYPES_TICK)};
    test::subscriber second{test::bit(ALL_TYPES_TICK)};
    for (int i = 0; i < 10; ++i) {
        test::emit(fd, 10);
        test::emit(fd, 5, test::origins() - 1, ALL_TYPES_MANNER_DISCARD);
        test::emit(fd, 5, ALL_TYPES_ORIGIN_THREAD, ALL_TYPES_MANNER_DISCARD);
    }
    for (auto* const sub : {&first, &second}) {
        sub->drain([](unsigned, const gw_reader_item&, gw_reader_status status) {
            CHECK_EQ(status, GW_READER_ITEM);
        });
        CHECK_EQ(sub->received(), 100U);
        CHECK_EQ(sub->lost(), 0U);
    }
}
