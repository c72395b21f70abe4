// SPDX-License-Identifier: MIT
// The producer core against the reader core, in one thread, case by case.
#include <cstdint>

namespace {
std::uint64_t ticks = 0;
}
#define GW_RING_NOW() (++ticks)
#include "fixture.hpp"

#include <array>
#include <random>

namespace {

using ring_test::channel;
constexpr __u32 page = 4096;
constexpr __u32 overwrite = GW_RING_OVERWRITE;

TEST(drop_newest, carries_records_of_every_size_around_the_ring) {
    channel c{page};
    __u64 sequence = 0;
    for (__u32 size = 0; size <= c.ring.payload_max; ++size) {
        ASSERT_TRUE(c.emit(size));
        c.snapshot();
        c.expect_item(size, sequence++);
        const auto* payload = static_cast<const unsigned char*>(c.item.payload);
        for (__u32 i = size; i % GW_RING_UNIT != 0; ++i) {
            ASSERT_EQ(payload[i], 0) << "fill of " << size;
        }
        c.expect_empty();
        c.release();
    }
    EXPECT_EQ(c.ring.dropped, 0U);
}

TEST(drop_newest, has_room_for_exactly_what_it_holds) {
    channel c{page};
    for (__u32 i = 0; i < page / 16; ++i) {
        ASSERT_TRUE(c.emit(0));
    }
    EXPECT_FALSE(c.emit(0));
    c.snapshot();
    for (__u32 i = 0; i < page / 16; ++i) {
        c.expect_item(0, i);
    }
    c.expect_lost(1);
    c.expect_empty();
}

TEST(drop_newest, reports_a_loss_at_the_end_when_nothing_follows) {
    channel c{page};
    ASSERT_TRUE(c.emit(page - 32));
    for (int i = 0; i < 5; ++i) {
        EXPECT_FALSE(c.emit(100));
    }
    c.snapshot();
    c.expect_item(page - 32, 0);
    c.expect_lost(5);
    c.expect_empty();
    c.snapshot();
    c.expect_empty();
}

TEST(drop_newest, marks_a_loss_where_it_happened) {
    channel c{page};
    ASSERT_TRUE(c.emit(page - 32));
    EXPECT_FALSE(c.emit(100));
    c.snapshot();
    c.expect_item(page - 32, 0);
    c.release(); // the loss at the end is not read before the next record comes
    ASSERT_TRUE(c.emit(8));
    c.snapshot();
    c.expect_lost(1);
    c.expect_item(8, 2);
    c.expect_empty();
}

TEST(drop_newest, counts_a_loss_once_if_seen_at_the_end_and_then_marked) {
    channel c{page};
    ASSERT_TRUE(c.emit(page - 32));
    EXPECT_FALSE(c.emit(100));
    c.drain();
    EXPECT_EQ(c.reader.lost, 1U);
    ASSERT_TRUE(c.emit(8)); // has a MARK in front that tells nothing new
    c.snapshot();
    c.expect_item(8, 2);
    c.expect_empty();
    EXPECT_EQ(c.reader.lost, 1U);
}

TEST(drop_newest, drops_a_record_that_fits_without_its_mark_only) {
    channel c{page};
    ASSERT_TRUE(c.emit(page - 16 - 32)); // 32 bytes are left
    EXPECT_FALSE(c.emit(32));
    EXPECT_FALSE(c.emit(16)); // MARK and record: 48
    EXPECT_TRUE(c.emit(0));   // MARK and record: 32
    c.snapshot();
    c.expect_item(page - 48, 0);
    c.expect_lost(2);
    c.expect_item(0, 3);
    c.expect_empty();
}

TEST(drop_newest, drops_a_record_that_never_fits_and_tells_the_sleeper) {
    channel c{page};
    gw_reader_ask_wake(&c.memory.wake);
    EXPECT_FALSE(gw_reader_pending(&c.reader));
    EXPECT_FALSE(c.emit(page));
    EXPECT_FALSE(c.emit(UINT32_MAX));
    EXPECT_TRUE(gw_reader_pending(&c.reader));
    EXPECT_TRUE(gw_ring_take_wake(&c.memory.wake));
    EXPECT_FALSE(gw_ring_take_wake(&c.memory.wake));
    c.snapshot();
    c.expect_lost(2);
    c.expect_empty();
    EXPECT_FALSE(gw_reader_pending(&c.reader));
}

TEST(drop_newest, skips_what_was_discarded) {
    channel c{page};
    c.discard(40);
    ASSERT_TRUE(c.emit(8));
    c.discard(0);
    c.snapshot();
    c.expect_item(8, 1);
    c.expect_empty();
    EXPECT_EQ(c.reader.discarded, 2U);
    EXPECT_EQ(c.reader.lost, 0U);
    EXPECT_EQ(c.accounted(), c.offered());
}

TEST(drop_newest, keeps_a_view_until_it_is_released) {
    channel c{page};
    constexpr __u32 half = page / 2 - 16; // with its header
    ASSERT_TRUE(c.emit(half));
    ASSERT_TRUE(c.emit(half));
    c.snapshot();
    c.expect_item(half, 0);
    const auto first_end = c.item.end;
    EXPECT_FALSE(c.emit(0)) << "both views are still held";
    c.expect_item(half, 1);
    gw_reader_release(&c.reader, first_end);
    EXPECT_FALSE(c.emit(half)) << "the MARK needs room too";
    EXPECT_TRUE(c.emit(half - 16));
    c.drain();
    EXPECT_EQ(c.accounted(), c.offered());
}

class wrap : public testing::TestWithParam<__u32> {};

TEST_P(wrap, of_position_and_sequence_keeps_counting) {
    for (const __u64 lap : {0ULL, 1ULL, 5ULL}) {
        channel c{page, GetParam()};
        const __u64 first_seq = (lap << 31) + (1ULL << 31) - 7;
        c.age((lap << 32) + (1ULL << 32) - 64, first_seq);
        __u64 dropped = 0;
        for (int i = 0; i < 40; ++i) {
            dropped += c.emit(i % 2 == 0 ? 480 : 16) ? 0 : 1;
            if (i % 19 == 0) {
                c.drain();
            }
        }
        c.drain();
        EXPECT_EQ(c.offered(), first_seq + 40);
        EXPECT_EQ(c.accounted(), 40U);
        EXPECT_GT(c.reader.lost, 0U);
        if (GetParam() == 0) {
            EXPECT_EQ(c.reader.lost, dropped);
        }
        EXPECT_GT(c.memory.producer()->head, (lap + 1) << 36);
        EXPECT_EQ(c.ring.bad_position, 0U);
    }
}
INSTANTIATE_TEST_SUITE_P(modes, wrap, testing::Values(0U, overwrite));

TEST(drop_newest, counts_more_than_32_bits_of_loss) {
    channel c{page};
    c.age(100, 0);
    ASSERT_TRUE(c.emit(page - 32)); // full
    // A long row of drops: stand just before 2^32 and 2^33, and go on.
    EXPECT_FALSE(c.emit(64));
    __u64 offered = 2;
    for (const __u64 power : {32, 33}) {
        offered = (1ULL << power) - 3;
        c.ring.dropped = c.memory.producer()->lost = offered - 1;
        for (int i = 0; i < 6; ++i) {
            EXPECT_FALSE(c.emit(64));
            ++offered;
        }
    }
    c.snapshot();
    c.expect_item(page - 32, 0);
    c.expect_lost(offered - 1);
    c.release();
    ASSERT_TRUE(c.emit(8));
    c.snapshot();
    c.expect_item(8, offered);
    c.expect_empty();
}

TEST(drop_newest, ignores_every_tail_that_cannot_be) {
    channel c{page};
    c.age(1000, 0);
    const __u64 start = 16000;
    ASSERT_TRUE(c.emit(page / 2 - 16));
    ASSERT_TRUE(c.emit(page / 2 - 16));
    gw_ring_handle outer{};
    const std::array<__u64, 8> hostile{
        start - 16,           0,          start + 8, start + page + 16,
        start + 10ULL * page, 1ULL << 63, ~0ULL,     ~0ULL - 15};
    for (const __u64 tail : hostile) {
        c.memory.tail.tail = tail;
        const __u64 before = c.ring.bad_position;
        EXPECT_EQ(gw_ring_reserve(&c.ring, &outer, 1, 8), nullptr) << tail;
        EXPECT_EQ(c.ring.bad_position, before + 1) << tail;
    }
    c.snapshot();
    c.expect_item(page / 2 - 16, 0);
    c.memory.tail.tail = start + page / 2; // a good one is taken still
    EXPECT_TRUE(c.emit(8));
    c.memory.tail.tail = start; // back again
    EXPECT_FALSE(c.emit(page / 2));
    EXPECT_EQ(c.ring.bad_position, hostile.size() + 1);
    c.snapshot();
    c.expect_item(page / 2 - 16, 1);
    c.expect_lost(hostile.size());
    c.expect_item(8, 2 + hostile.size());
    c.expect_lost(1);
    c.expect_empty();
}

TEST(drop_newest, never_takes_a_tail_beyond_what_is_published) {
    channel c{page};
    gw_ring_handle outer{};
    gw_ring_handle nested{};
    void* held = gw_ring_reserve(&c.ring, &outer, 1, page / 2);
    ASSERT_NE(held, nullptr);
    std::memset(held, 7, page / 2);
    c.memory.tail.tail = page / 2 + 16; // where the reservation ends
    EXPECT_EQ(gw_ring_reserve(&c.ring, &nested, 1, page / 2), nullptr);
    EXPECT_FALSE(nested.published) << "the outer one will";
    EXPECT_EQ(c.ring.bad_position, 1U);
    c.memory.tail.tail = 0;
    EXPECT_TRUE(gw_ring_commit(&c.ring, &outer));
    c.snapshot();
    ASSERT_EQ(c.next(), GW_READER_ITEM);
    EXPECT_EQ(static_cast<const char*>(c.item.payload)[page / 2 - 1], 7);
    c.expect_lost(1);
}

TEST(drop_newest, publishes_nothing_before_the_outermost_commit) {
    channel c{page};
    gw_ring_handle outer{};
    gw_ring_handle nested{};
    ASSERT_NE(gw_ring_reserve(&c.ring, &outer, 1, 0), nullptr);
    ASSERT_NE(gw_ring_reserve(&c.ring, &nested, 2, 0), nullptr);
    EXPECT_FALSE(gw_ring_commit(&c.ring, &nested));
    EXPECT_EQ(c.memory.producer()->head, 0U);
    EXPECT_TRUE(gw_ring_commit(&c.ring, &outer));
    EXPECT_EQ(c.memory.producer()->head, 32U);
    c.snapshot();
    ASSERT_EQ(c.next(), GW_READER_ITEM);
    EXPECT_EQ(c.item.event, 1);
    ASSERT_EQ(c.next(), GW_READER_ITEM);
    EXPECT_EQ(c.item.event, 2);
}

TEST(drop_newest, shows_what_interrupters_dropped_with_the_outermost_commit) {
    channel c{page};
    gw_ring_handle outer{};
    gw_ring_handle nested{};
    ASSERT_NE(gw_ring_reserve(&c.ring, &outer, 1, page / 2), nullptr);
    EXPECT_EQ(gw_ring_reserve(&c.ring, &nested, 1, page / 2), nullptr);
    gw_ring_lose(&c.ring, &nested);
    EXPECT_FALSE(nested.published);
    EXPECT_EQ(c.memory.producer()->lost, 0U);
    EXPECT_TRUE(gw_ring_commit(&c.ring, &outer));
    EXPECT_EQ(c.memory.producer()->lost, 2U);
    ASSERT_TRUE(c.emit(8));
    c.snapshot();
    ASSERT_EQ(c.next(), GW_READER_ITEM);
    c.expect_lost(2);
    c.expect_item(8, 3);
}

TEST(drop_newest, drops_the_eighth_of_those_that_interrupt_each_other) {
    channel c{page};
    std::array<gw_ring_handle, 8> nested{};
    for (int i = 0; i < 7; ++i) {
        ASSERT_NE(gw_ring_reserve(&c.ring, &nested[i], 1, 16), nullptr);
    }
    EXPECT_EQ(gw_ring_reserve(&c.ring, &nested[7], 1, 16), nullptr);
    for (int i = 6; i >= 0; --i) {
        EXPECT_EQ(gw_ring_commit(&c.ring, &nested[i]), i == 0);
    }
    c.drain();
    EXPECT_EQ(c.reader.received, 7U);
    EXPECT_EQ(c.reader.lost, 1U);
    ASSERT_TRUE(c.emit(8));
    c.drain();
    EXPECT_EQ(c.accounted(), 9U);
}

TEST(drop_newest, does_not_depend_on_the_page_that_readers_see) {
    channel c{page};
    ASSERT_TRUE(c.emit(16));
    c.memory.producer()->head = 1ULL << 40;
    ASSERT_TRUE(c.emit(16));
    c.memory.producer()->head = 8;
    ASSERT_TRUE(c.emit(16));
    EXPECT_EQ(c.memory.producer()->head, 3 * 32U);
    c.snapshot();
    for (__u64 i = 0; i < 3; ++i) {
        c.expect_item(16, i);
    }
    c.expect_empty();
}

TEST(drop_newest, lets_a_mark_tell_less_than_is_known) {
    channel c{page};
    ASSERT_TRUE(c.emit(page - 32));
    EXPECT_FALSE(c.emit(100));
    EXPECT_FALSE(c.emit(100));
    c.drain(); // knows of both
    ASSERT_TRUE(c.emit(8));
    c.memory.data()[0].record.time = 1; // the MARK of who did not know of the second yet
    c.snapshot();
    c.expect_item(8, 3);
    c.expect_empty();
    EXPECT_EQ(c.reader.lost, 2U);
}

TEST(copy, carries_every_size_with_zero_fill) {
    for (const __u32 flags : {0U, overwrite}) {
        channel c{page, flags};
        std::array<unsigned char, 480> source{};
        source.fill(0xa5);
        for (__u32 size = 0; size <= source.size(); ++size) {
            gw_ring_handle handle{};
            ASSERT_TRUE(gw_ring_copy(&c.ring, &handle, 9, source.data(), size));
            EXPECT_TRUE(handle.published);
            c.snapshot();
            ASSERT_EQ(c.next(), GW_READER_ITEM);
            ASSERT_EQ(c.item.size, size);
            EXPECT_EQ(std::memcmp(c.item.payload, source.data(), size), 0);
            const auto* raw = reinterpret_cast<const unsigned char*>(handle.record + 1);
            for (__u32 i = size; i % GW_RING_UNIT != 0; ++i) {
                ASSERT_EQ(raw[i], 0) << "fill of " << size;
            }
            c.expect_empty();
            c.release();
        }
        gw_ring_handle handle{};
        EXPECT_FALSE(gw_ring_copy(&c.ring, &handle, 9, source.data(), 1U << 20));
        EXPECT_TRUE(handle.published);
    }
}

TEST(time, is_read_unless_told_not_to) {
    channel c{page};
    ASSERT_TRUE(c.emit(8));
    ASSERT_TRUE(c.emit(8));
    c.snapshot();
    c.expect_item(8, 0);
    const auto first = c.item.time;
    c.expect_item(8, 1);
    EXPECT_GT(c.item.time, first);

    channel timeless{page, GW_RING_NO_TIME};
    ASSERT_TRUE(timeless.emit(8));
    timeless.snapshot();
    timeless.expect_item(8, 0);
    EXPECT_EQ(timeless.item.time, 0U);
}

TEST(overwrite_mode, keeps_the_newest_and_counts_the_rest) {
    channel c{page, overwrite};
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(c.emit(100));
    }
    c.snapshot();
    ASSERT_EQ(c.next(), GW_READER_LOST);
    const __u64 lost = c.item.lost;
    EXPECT_GE(lost, 1000U - page / 112);
    for (__u64 i = lost; i < 1000; ++i) {
        c.expect_item(100, i);
    }
    c.expect_empty();
    EXPECT_EQ(c.ring.dropped, 0U);
}

TEST(overwrite_mode, survives_being_overrun_between_any_two_records) {
    for (int pause = 0; pause < 40; ++pause) {
        channel c{page, overwrite};
        for (int i = 0; i < 30; ++i) {
            ASSERT_TRUE(c.emit(100));
        }
        c.snapshot();
        for (int i = 0; i < pause; ++i) {
            ASSERT_NE(c.next(), GW_READER_BAD);
        }
        for (int i = 0; i < 200; ++i) {
            ASSERT_TRUE(c.emit(static_cast<__u32>(i)));
        }
        c.drain();
        EXPECT_EQ(c.accounted(), 230U) << pause;
        EXPECT_GT(c.reader.lost, 0U);
    }
}

TEST(overwrite_mode, fills_blocks_to_the_end_and_no_further) {
    channel c{page, overwrite}; // blocks of 512: MARK, then 496 bytes
    ASSERT_TRUE(c.emit(480));   // fills the first
    EXPECT_EQ(c.memory.producer()->head, 512U);
    ASSERT_TRUE(c.emit(448)); // leaves 32 ...
    ASSERT_TRUE(c.emit(32));  // ... too few for 48: PAD, MARK
    EXPECT_EQ(c.memory.producer()->head, 1024U + 64U);
    EXPECT_FALSE(c.emit(481));
    ASSERT_TRUE(c.emit(368)); // MARK for the drop, and 64 + 16 + 384 + 48
    ASSERT_TRUE(c.emit(16));
    ASSERT_TRUE(c.emit(0));
    EXPECT_EQ(c.memory.producer()->head, 1536U);
    c.snapshot();
    c.expect_item(480, 0);
    c.expect_item(448, 1);
    c.expect_item(32, 2);
    c.expect_lost(1);
    c.expect_item(368, 4);
    c.expect_item(16, 5);
    c.expect_item(0, 6);
    c.expect_empty();
    EXPECT_EQ(c.memory.producer()->floor, 0U);
}

TEST(overwrite_mode, drops_rather_than_overwrite_what_is_not_committed) {
    channel c{page, overwrite};
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(c.emit(480));
    }
    gw_ring_handle outer{};
    void* held = gw_ring_reserve(&c.ring, &outer, 1, 480);
    ASSERT_NE(held, nullptr);
    std::memset(held, 0x5a, 480);
    int stored = 0;
    for (int i = 0; i < 20; ++i) {
        gw_ring_handle nested{};
        void* to = gw_ring_reserve(&c.ring, &nested, 1, 480);
        if (to != nullptr) {
            std::memset(to, 0x11, 480);
            gw_ring_commit(&c.ring, &nested);
            ++stored;
        }
        EXPECT_FALSE(nested.published);
    }
    EXPECT_EQ(stored, 7); // eight blocks, the outer one's stays
    EXPECT_TRUE(gw_ring_commit(&c.ring, &outer));
    c.snapshot();
    c.expect_lost(20);
    ASSERT_EQ(c.next(), GW_READER_ITEM);
    EXPECT_EQ(static_cast<const char*>(c.item.payload)[479], 0x5a);
    for (int i = 0; i < 7; ++i) {
        ASSERT_EQ(c.next(), GW_READER_ITEM);
    }
    c.expect_lost(13);
    c.expect_empty();
}

TEST(overwrite_mode, waits_for_head_when_floor_is_ahead_of_it) {
    channel c{page, overwrite};
    ASSERT_TRUE(c.emit(480));
    c.snapshot();
    c.expect_item(480, 0);
    // As seen while a publication is under way: floor is ahead, seq too.
    c.memory.producer()->floor = 1024;
    c.memory.producer()->seq = 3;
    c.snapshot();
    c.reader.position = 0;
    c.expect_empty();
    EXPECT_TRUE(gw_reader_pending(&c.reader));
}

class random_traffic : public testing::TestWithParam<__u32> {};

TEST_P(random_traffic, is_accounted_for_to_the_last_record) {
    std::mt19937 random{12345};
    channel c{2 * page, GetParam()};
    __u64 offered = 0;
    for (int i = 0; i < 200'000; ++i) {
        const __u32 size = random() % (random() % 8 == 0 ? 1200 : 200);
        ++offered;
        if (random() % 16 == 0 && size < c.ring.payload_max / 2) {
            gw_ring_handle handle{};
            if (gw_ring_reserve(&c.ring, &handle, 1, size) != nullptr) {
                gw_ring_discard(&c.ring, &handle);
            }
        } else {
            c.emit(size);
        }
        if (random() % 64 == 0) {
            c.drain();
            ASSERT_EQ(c.accounted(), offered);
        }
    }
    EXPECT_GT(c.reader.lost, 0U);
    EXPECT_GT(c.reader.received, 1000U);
    EXPECT_GT(c.reader.discarded, 1000U);
    EXPECT_EQ(c.ring.bad_position, 0U);
}
INSTANTIATE_TEST_SUITE_P(modes, random_traffic, testing::Values(0U, overwrite));

} // namespace
