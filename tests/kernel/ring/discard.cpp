// SPDX-License-Identifier: MIT
//
// A record that was begun and abandoned is neither received nor lost, not even by a subscriber that
// has no room for it.
#include "ring.hpp"

namespace {

void received_by_all(const test::file& fd) {
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

void first_is_full(const test::file& fd) {
    test::subscriber full{test::bit(ALL_TYPES_TICK), 0, 4096};
    test::subscriber second{test::bit(ALL_TYPES_TICK)};
    test::emit(fd, 200);
    for (unsigned from = 0; from < test::origins(); ++from)
        test::emit(fd, 50, from, ALL_TYPES_MANNER_DISCARD);
    test::emit(fd, 30, ALL_TYPES_ORIGIN_THREAD, ALL_TYPES_MANNER_IN_PLACE);
    for (auto* const sub : {&full, &second})
        sub->drain([](unsigned, const gw_reader_item&, gw_reader_status) {});
    CHECK(full.lost() > 0U);
    CHECK_EQ(full.received() + full.lost(), 230U);
    CHECK_EQ(second.received(), 230U);
    CHECK_EQ(second.lost(), 0U);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    received_by_all(fd);
    first_is_full(fd);
}
