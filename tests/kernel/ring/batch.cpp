// SPDX-License-Identifier: MIT
// Carriers: ring
//
// Records that are sent many at once, from wherever that may be: all arrive, in order, or are
// counted as lost; to one subscriber and to several.
#include "ring.hpp"

namespace {

void arrive(const test::file& fd, std::initializer_list<std::uint32_t> flags) {
    std::vector<std::unique_ptr<test::subscriber>> all;
    for (const auto each : flags)
        all.push_back(
            std::make_unique<test::subscriber>(test::bit(ALL_TYPES_TICK), each, 1U << 17));
    std::uint64_t sent = 0;
    for (const std::uint32_t count : {1U, 2U, 63U, 64U, 65U, 200U})
        for (unsigned from = 0; from <= ALL_TYPES_ORIGIN_HARDIRQ; ++from) {
            test::emit(fd, count, from, ALL_TYPES_MANNER_BATCH);
            sent += count;
        }
    for (const auto& sub : all) {
        test::tick_order order;
        sub->drain([&](unsigned cpu, const gw_reader_item& item, gw_reader_status status) {
            CHECK_EQ(status, GW_READER_ITEM);
            order.see(cpu, item);
        });
        CHECK_EQ(sub->received(), sent);
        CHECK_EQ(sub->counters().used, sent);
    }
}

void are_lost_exactly(const test::file& fd) {
    test::subscriber sub{test::bit(ALL_TYPES_TICK), 0, 4096};
    std::uint64_t sent = 0;
    for (std::uint32_t count = 1; count < 300; ++count) {
        test::emit(fd, count, ALL_TYPES_ORIGIN_THREAD, ALL_TYPES_MANNER_BATCH);
        sent += count;
        if (count % 3 == 0)
            sub.drain();
        else
            CHECK(sub.counters().used == sent);
    }
    sub.drain();
    CHECK(sub.lost() > 0 && sub.received() > 0);
    CHECK_EQ(sub.received() + sub.lost(), sent);
    CHECK_EQ(sub.counters().used, sent);
    CHECK_EQ(sub.counters().lost, sub.lost());
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    test::emit(fd, 100, ALL_TYPES_ORIGIN_THREAD, ALL_TYPES_MANNER_BATCH); // nobody listens
    arrive(fd, {0});
    arrive(fd, {GW_RING_NO_TIME});
    arrive(fd, {GW_RING_OVERWRITE});
    arrive(fd, {0, 0});
    are_lost_exactly(fd);
}
