// SPDX-License-Identifier: MIT
// The reader core against memory that no honest kernel writes, and against
// that of a newer one.
#include "fixture.hpp"

#include <random>

namespace {

using ring_test::channel;
constexpr __u32 page = 4096;
constexpr __u32 overwrite = GW_RING_OVERWRITE;

class damage : public testing::TestWithParam<__u32> {
protected:
    damage() {
        EXPECT_TRUE(c.emit(32));
        EXPECT_TRUE(c.emit(64));
    }

    // Behind the block's MARK in overwrite mode.
    [[nodiscard]] gw_record& record(int unit) const {
        return c.memory.data()[unit + (GetParam() == 0 ? 0 : 1)].record;
    }

    void expect_bad() {
        c.snapshot();
        gw_reader_status what{};
        for (int steps = 0; (what = c.next()) == GW_READER_ITEM || what == GW_READER_LOST;) {
            ASSERT_LT(++steps, 10);
        }
        EXPECT_EQ(what, GW_READER_BAD);
        c.snapshot();
        EXPECT_EQ(c.next(), GW_READER_BAD) << "and it stays so";
    }

    channel c{page, GetParam()};
};
INSTANTIATE_TEST_SUITE_P(modes, damage, testing::Values(0U, overwrite));

TEST_P(damage, size_past_head) {
    record(3).size = 65 + 15;
    expect_bad();
}

TEST_P(damage, size_near_the_end_of_its_type) {
    for (const __u32 less : {0U, 1U, 15U, 30U, 31U, 32U}) {
        record(0).size = UINT32_MAX - less;
        c.reader.bad = false;
        expect_bad();
    }
}

TEST_P(damage, head_that_is_no_position) {
    c.memory.producer()->head += 8;
    expect_bad();
}

TEST_P(damage, head_that_goes_back) {
    c.snapshot();
    c.memory.producer()->head -= 16;
    expect_bad();
}

TEST_P(damage, counter_that_goes_back) {
    auto& counter = GetParam() == 0 ? c.memory.producer()->lost : c.memory.producer()->seq;
    counter = 2;
    c.snapshot();
    counter = 1;
    expect_bad();
}

TEST_P(damage, head_further_than_the_ring_is_long) {
    c.memory.producer()->head += page;
    expect_bad();
}

TEST(damage_overwrite, mark_that_goes_back) {
    channel c{page, overwrite};
    ASSERT_TRUE(c.emit(32));
    c.reader.expected = 5;
    c.memory.data()[0].record.time = 4;
    c.snapshot();
    EXPECT_EQ(c.next(), GW_READER_BAD);
}

TEST(damage_overwrite, record_across_blocks) {
    channel c{page, overwrite};
    ASSERT_TRUE(c.emit(400));
    ASSERT_TRUE(c.emit(400));
    c.memory.data()[1].record.size = 500;
    c.snapshot();
    EXPECT_EQ(c.next(), GW_READER_BAD);
}

TEST(damage_overwrite, record_larger_than_the_copy) {
    channel c{page, overwrite};
    ASSERT_TRUE(c.emit(480));
    c.memory.data()[0].record = {496, 1, 0, 0}; // instead of the MARK
    c.snapshot();
    EXPECT_EQ(c.next(), GW_READER_BAD);
}

TEST(damage_overwrite, floor_that_begins_no_block) {
    channel c{page, overwrite};
    ASSERT_TRUE(c.emit(480));
    c.memory.producer()->floor = 16;
    c.snapshot();
    EXPECT_EQ(c.next(), GW_READER_BAD);
}

// A head far away with no floor would have the reader walk for ages.
TEST(damage_overwrite, floor_too_far_below_head) {
    channel c{page, overwrite};
    for (int i = 0; i < 256; ++i) {
        c.memory.data()[i].record = {0, GW_RECORD_DISCARD, 0, 0};
    }
    c.memory.producer()->head = 1ULL << 60;
    c.snapshot();
    EXPECT_EQ(c.next(), GW_READER_BAD);
}

class newer_kernel : public testing::TestWithParam<__u32> {
protected:
    // Emits one record and makes it what a newer kernel might have written.
    gw_record& emit(__u32 size, __u16 event, __u16 flags) {
        gw_ring_handle handle{};
        EXPECT_NE(gw_ring_reserve(&c.ring, &handle, event, size), nullptr);
        handle.record->record.flags = flags;
        EXPECT_TRUE(gw_ring_commit(&c.ring, &handle));
        return handle.record->record;
    }
    channel c{page, GetParam()};
};
INSTANTIATE_TEST_SUITE_P(modes, newer_kernel, testing::Values(0U, overwrite));

TEST_P(newer_kernel, unknown_numbered_events_are_skipped_and_counted) {
    emit(40, 0xff81, 0);
    emit(0, 0xffff, 0);
    ASSERT_TRUE(c.emit(8));
    c.snapshot();
    c.expect_item(8, 2);
    c.expect_empty();
    EXPECT_EQ(c.reader.skipped, 2U);
    EXPECT_EQ(c.accounted(), 3U);
}

TEST_P(newer_kernel, unknown_unnumbered_events_are_skipped_and_not_counted) {
    emit(40, 0xff02, 0);
    emit(0, 0xff7f, 0);
    c.snapshot();
    if (GetParam() != 0) {
        c.expect_lost(2); // our producer numbered them
    }
    c.expect_empty();
    EXPECT_EQ(c.reader.skipped, 0U);
}

TEST_P(newer_kernel, unknown_strict_flags_skip_a_record_and_others_do_not) {
    emit(8, 1, 0x0100);
    emit(8, 1, 0x8000);
    emit(8, 1, 0x00ff);
    c.snapshot();
    ASSERT_EQ(c.next(), GW_READER_ITEM);
    EXPECT_EQ(c.item.flags, 0x00ff);
    EXPECT_EQ(c.item.sequence, 2U);
    c.expect_empty();
    EXPECT_EQ(c.reader.skipped, 2U);
    EXPECT_EQ(c.reader.received, 1U);
}

TEST_P(newer_kernel, unknown_elements_are_handed_out) {
    emit(8, 0xfeff, 0);
    c.snapshot();
    ASSERT_EQ(c.next(), GW_READER_ITEM);
    EXPECT_EQ(c.item.event, 0xfeff);
}

TEST_P(newer_kernel, pads_are_stepped_over_in_either_mode) {
    emit(40, GW_RECORD_PAD, 0);
    c.reader.expected = 1;
    ASSERT_TRUE(c.emit(8));
    c.memory.data()[0].record.time = GetParam() == 0 ? 0 : 1;
    c.snapshot();
    c.expect_item(8, 1);
    c.expect_empty();
}

// Whatever is there: no step leaves the mapping, and every pass ends.
TEST(noise, is_survived) {
    std::mt19937_64 random{99};
    for (int round = 0; round < 20'000; ++round) {
        const __u32 flags = round % 2 == 0 ? 0 : overwrite;
        channel c{page, flags};
        for (int i = 0; i < 256; ++i) {
            const __u16 event = random() % 4 == 0 ? 0xff00 + random() % 256 : random() % 8;
            c.memory.data()[i].record = {
                static_cast<__u32>(random() >> (32 + random() % 32)), event,
                static_cast<__u16>(random() % 8 == 0 ? random() : 0), random() % 16};
        }
        for (int pass = 0; pass < 3; ++pass) {
            auto* producer = c.memory.producer();
            producer->head += random() % 5000 / 16 * 16;
            producer->seq += random() % 50;
            producer->lost += random() % 50;
            producer->floor = random() % 4 == 0 ? random() % 8 * 512 : producer->floor;
            c.snapshot();
            gw_reader_status what{};
            for (__u32 steps = 0; (what = c.next()) == GW_READER_ITEM || what == GW_READER_LOST;) {
                ASSERT_LT(++steps, 2 * page / 16 + 2);
                if (what == GW_READER_ITEM && flags == 0) {
                    const auto* begin = reinterpret_cast<const char*>(c.memory.data());
                    const auto* payload = static_cast<const char*>(c.item.payload);
                    ASSERT_GE(payload, begin);
                    ASSERT_LE(payload + c.item.size, begin + 2 * std::size_t{page});
                }
            }
            c.release();
        }
    }
}

} // namespace
