// SPDX-License-Identifier: MIT
//
// Records that are read in place, one behind the other: what ends such a run, and that every way
// of asking goes on where another has stopped.
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <gangway/client.hpp>

#include "clock.hpp"

namespace gangway::dynamic {
namespace {

using namespace std::chrono_literals;
using test::fake_kernel;
using test::payload;
using test::subscribe;
using test::tick;
using test::tock;
using test::value_of;

constexpr std::uint64_t many = 40; // enough for a run; fits into the smallest ring

void send(fake_kernel& kernel, std::uint64_t first, std::uint64_t count, std::uint16_t event = tick,
          unsigned cpu = 0) {
    for (std::uint64_t i = first; i < first + count; ++i)
        ASSERT_TRUE(kernel.emit(cpu, event, payload{i, ~i}, i + 1));
}

void expect(subscription& sub, std::uint64_t first, std::uint64_t count) {
    for (std::uint64_t i = first; i < first + count; ++i)
        ASSERT_EQ(value_of(sub.try_next()), i);
}

bool is_running(subscription& sub) { // an item of a run lies where its header says it does
    const auto before = sub.received();
    const auto* const one = sub.next_record(0ns);
    const auto* const other = sub.next_record(0ns);
    return other == one + sizeof(gw_record) + sizeof(payload) && sub.received() == before + 2;
}

TEST(run, is_taken_in_place) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    send(kernel, 0, many);
    EXPECT_TRUE(is_running(sub));
    for (std::uint64_t i = 2; i < many; ++i) {
        const auto one = sub.next();
        ASSERT_TRUE(one);
        EXPECT_EQ(one.event().name, "tick");
        EXPECT_EQ(value_of(one), i);
        EXPECT_EQ(one.bytes().size(), sizeof(payload));
        EXPECT_EQ(one.time().time_since_epoch(), std::chrono::nanoseconds{i + 1});
        EXPECT_EQ(one.cpu(), 0U);
        EXPECT_FALSE(one.lost());
        EXPECT_EQ(sub.received(), i + 1);
    }
    EXPECT_TRUE(sub.try_next().empty());
    EXPECT_EQ(sub.received(), many);
}

TEST(run, ends_at_another_event_and_at_a_larger_record) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    send(kernel, 0, 20);
    send(kernel, 20, 20, tock);
    const std::array<payload, 2> grown{{{40, 0}, {0, 0}}}; // of a newer module
    kernel.emit(0, tock, grown);
    send(kernel, 41, 20);
    for (std::uint64_t i = 0; i < 61; ++i) {
        const auto one = sub.try_next();
        ASSERT_EQ(value_of(one), i);
        EXPECT_EQ(one.event().name, i < 20 || i > 40 ? "tick" : "tock");
        EXPECT_EQ(one.bytes().size(), i == 40 ? sizeof grown : sizeof(payload));
    }
    EXPECT_TRUE(sub.try_next().empty());
    EXPECT_EQ(sub.received(), 61U);
}

TEST(run, ends_at_a_loss) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    std::uint64_t sent = 0;
    while (kernel.emit(0, tick, payload{sent, 0}))
        ++sent;
    expect(sub, 0, sent);
    EXPECT_EQ(sub.try_next().lost()->count, 1U); // gave all room back
    for (std::uint64_t i = 0; i < sent; ++i) {
        const bool stored = kernel.emit(0, tick, payload{i, 0});
        ASSERT_EQ(stored, i + 1 < sent); // the mark takes room
    }
    expect(sub, 0, sent - 1);
    EXPECT_EQ(sub.try_next().lost()->count, 1U);
    EXPECT_TRUE(sub.try_next().empty());
    EXPECT_EQ(sub.received() + sub.lost(), 2 * sent + 1);
}

TEST(run, ends_where_another_cpu_was_earlier) {
    for (const unsigned first : {0U, 1U}) {
        fake_kernel kernel{2};
        auto sub = subscribe(kernel);
        send(kernel, 0, 20, tick, first);
        send(kernel, 20, 20, tick, 1 - first);
        send(kernel, 40, 20, tick, first);
        send(kernel, 59, 20, tick, 1 - first); // begins at the time at which the other ends
        expect(sub, 0, 59);
        const auto one = sub.try_next();
        const auto other = sub.try_next();
        EXPECT_EQ(value_of(one), 59U);
        EXPECT_EQ(value_of(other), 59U);
        EXPECT_EQ(one.cpu(), 0U);
        EXPECT_EQ(other.cpu(), 1U);
        expect(sub, 60, 19);
        EXPECT_TRUE(sub.try_next().empty());
    }
}

TEST(run, goes_on_in_a_batch) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    send(kernel, 0, many);
    expect(sub, 0, 3);
    const auto batch = sub.batch(10);
    ASSERT_EQ(batch.size(), 10U);
    EXPECT_EQ(value_of(batch.front()), 3U);
    EXPECT_EQ(value_of(batch.back()), 12U);
    EXPECT_EQ(sub.received(), 13U);
    expect(sub, 13, many - 13);
    EXPECT_TRUE(sub.batch(1, 0ns).empty());
    EXPECT_EQ(sub.received(), many);
}

TEST(run, is_emptied_by_cancel) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    send(kernel, 0, many);
    expect(sub, 0, 3);
    sub.cancel();
    EXPECT_TRUE(sub.next().closed());
    EXPECT_EQ(sub.next_record(), nullptr);
    EXPECT_TRUE(sub.batch(1).empty());
    EXPECT_EQ(sub.received(), 3U);
    expect(sub, 3, many - 3); // what is there can still be had
    EXPECT_TRUE(sub.try_next().closed());
    EXPECT_EQ(sub.received(), many);
}

TEST(run, is_not_of_what_was_not_asked_for_or_has_to_be_extended) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    for (std::uint64_t i = 0; i < many; ++i)
        kernel.emit(0, 7, payload{i, 0});
    for (std::uint64_t i = 0; i < many; ++i)
        kernel.emit(0, tick, i); // of an older module
    for (std::uint64_t i = 0; i < many; ++i) {
        const auto one = sub.try_next();
        ASSERT_EQ(value_of(one), i);
        EXPECT_EQ(one.bytes().size(), sizeof(payload));
    }
    EXPECT_TRUE(sub.try_next().empty());
    EXPECT_EQ(sub.received(), many);
}

TEST(run, gives_its_room_back_while_it_lasts) {
    fake_kernel kernel{1, 1U << 16};
    auto sub = subscribe(kernel);
    std::uint64_t sent = 0;
    while (kernel.emit(0, tick, payload{sent, 0}))
        ++sent;
    expect(sub, 0, sent / 2);
    EXPECT_TRUE(kernel.emit(0, tick, payload{sent, 0}));
}

TEST(run, holds_nothing_that_memory_says_outside_of_itself) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    send(kernel, 0, many);
    expect(sub, 0, 2);
    // Whoever could write there: a record that would end far behind the ring.
    auto* const data = reinterpret_cast<std::byte*>(&kernel.producer(0)) + test::page;
    const gw_record bad{.size = 1U << 30, .event = tick, .flags = 0, .time = 0};
    std::memcpy(data + 10 * (sizeof bad + sizeof(payload)), &bad, sizeof bad);
    expect(sub, 2, 8);
    EXPECT_TRUE(sub.try_next().closed());
    EXPECT_EQ(sub.closed_error()->number, EBADMSG);
}

TEST(records, end_before_what_is_no_record) {
    fake_kernel kernel;
    gangway::subscription<payload> sub{subscribe(kernel)};
    std::uint64_t sent = 0;
    while (kernel.emit(0, tick, payload{sent, ~sent}))
        ++sent;
    std::uint64_t seen = 0;
    for (const payload& record : sub.records(0ns)) {
        ASSERT_EQ(record.value, seen);
        ASSERT_EQ(record.more, ~seen);
        if (++seen == 5)
            break;
    }
    for (const payload& record : sub.records(0ns)) // goes on
        ASSERT_EQ(record.value, seen++);
    EXPECT_EQ(seen, sent);
    for (const payload& record : sub.records(0ns))
        ADD_FAILURE() << record.value;
    EXPECT_EQ(sub.next().lost()->count, 1U);
    EXPECT_EQ(sub.records(0ns).begin(), sub.records().end()); // the deadline
    EXPECT_TRUE(sub.try_next().empty());
    kernel.emit(0, tick, payload{7, 0}); // too few for a run
    EXPECT_EQ(sub.records().begin()->value, 7U);
    kernel.revoke();
    EXPECT_EQ(sub.records().begin(), sub.records().end());
    EXPECT_TRUE(sub.closed());
}

// The window is filled and emptied at the same time.
TEST(run, may_be_cancelled_at_any_time) {
    for (int round = 0; round < 200; ++round) {
        fake_kernel kernel;
        auto sub = subscribe(kernel);
        send(kernel, 0, many);
        std::jthread other{[&] { sub.cancel(); }};
        std::uint64_t seen = 0;
        for (const auto& item : sub)
            ASSERT_EQ(value_of(item), seen++);
        expect(sub, seen, many - seen);
        EXPECT_TRUE(sub.try_next().closed());
        EXPECT_EQ(sub.received(), many);
    }
}

} // namespace
} // namespace gangway::dynamic
