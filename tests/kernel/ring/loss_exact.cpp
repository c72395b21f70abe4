// SPDX-License-Identifier: MIT
//
// A full ring drops the newest. The loss is exact: also when nothing follows it, also when the
// place where it happened is followed by more.
#include "ring.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    test::subscriber sub{test::bit(ALL_TYPES_TICK), 0, 4096};
    std::uint64_t next = 0;
    std::uint64_t sent = 0;

    const auto round = [&](std::uint32_t count) {
        test::emit(fd, count);
        sent += count;
        sub.drain([&](unsigned, const gw_reader_item& item, gw_reader_status status) {
            if (status == GW_READER_LOST) {
                next += item.lost; // exactly those are missing, exactly here
                return;
            }
            all_types_gw_tick t{};
            std::memcpy(&t, item.payload, sizeof t);
            CHECK_EQ(t.nr, next);
            ++next;
        });
        CHECK_EQ(next, sent);
        CHECK_EQ(sub.received() + sub.lost(), sent);
    };
    round(1);
    CHECK_EQ(sub.lost(), 0U);
    round(10000);
    CHECK(sub.lost() > 9000 && sub.lost() < 10000);
    const auto before = sub.lost();
    round(1); // after the gap
    CHECK_EQ(sub.lost(), before);
    for (std::uint32_t count = 1; count < 300; ++count)
        round(count);
    CHECK(sub.lost() > before);
    CHECK_EQ(sub.counters().used, sent);
    CHECK_EQ(sub.counters().lost, sub.lost());
}
