// SPDX-License-Identifier: MIT
//
// Subscriptions over a ring that this process writes: what comes, in which order, what is lost, and
// every way in which waiting ends. Nothing here sleeps to let another thread get somewhere.
#include <array>
#include <cerrno>
#include <stop_token>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <poll.h>

#include "clock.hpp"

// CPUs that have no sub-ring yet: mapping it fails as the kernel's mmap does (--wrap=mmap).
static std::atomic<int> absent_cpu{-1};

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names
extern "C" void* __real_mmap(void* at, size_t size, int protection, int flags, int fd,
                             off_t offset);
extern "C" void* __wrap_mmap(void* at, size_t size, int protection, int flags, int fd,
                             off_t offset) {
    const int cpu = absent_cpu;
    if (cpu >= 0 && static_cast<std::uint64_t>(offset) == GW_RING_OFFSET(GW_RING_BYTES_MIN, cpu)) {
        errno = ENXIO;
        return MAP_FAILED;
    }
    return __real_mmap(at, size, protection, flags, fd, offset);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace gangway::dynamic {
namespace {

using namespace std::chrono_literals;
using test::fake_kernel;
using test::payload;
using test::subscribe;
using test::tick;
using test::tock;
using test::value_of;

TEST(subscription, gives_records_as_they_were_sent) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    EXPECT_TRUE(sub.try_next().empty());
    kernel.emit(0, tick, payload{7, 0}, 1234);
    kernel.emit(0, tock, payload{8, 0});

    auto first = sub.try_next();
    ASSERT_TRUE(first);
    EXPECT_EQ(first.event().name, "tick");
    EXPECT_EQ(value_of(first), 7U);
    EXPECT_EQ(first.time().time_since_epoch(), 1234ns);
    EXPECT_EQ(first.cpu(), 0U);
    EXPECT_EQ(first.copy().size(), sizeof(payload));
    EXPECT_EQ(sub.next().event().name, "tock");
    EXPECT_TRUE(sub.try_next().empty());
    EXPECT_EQ(sub.received(), 2U);
    EXPECT_FALSE(sub.closed());
}

// Of what a kernel has by itself.
TEST(subscription, takes_events_with_larger_numbers_than_any_of_a_module) {
    constexpr std::uint16_t number = 1000;
    const auto described = description::parse(fmt::format(
        R"({{"gangway":1,"interface":"x","provider":"kernel","elements":[{{"name":"e","kind":"event",
            "number":{},"via":["uevent"]}}]}})",
        number));
    fake_kernel kernel;
    subscription sub{std::make_unique<subscription::impl>("x", described.value(), "uevent",
                                                          std::array{described.value()->find("e")},
                                                          kernel.open(true), std::stop_token{})};
    kernel.emit(0, number, payload{7, 0});
    kernel.emit(0, number + 1, payload{8, 0});
    kernel.emit(0, number, payload{9, 0});
    for (const std::uint64_t expected : {7, 9}) {
        const auto record = sub.try_next();
        ASSERT_TRUE(record);
        EXPECT_EQ(record.event().name, "e");
        EXPECT_EQ(value_of(record), expected);
    }
    EXPECT_TRUE(sub.try_next().empty());
}

TEST(subscription, merges_cpus_by_time) {
    fake_kernel kernel{3};
    auto sub = subscribe(kernel);
    kernel.emit(2, tick, payload{1, 0}, 10);
    kernel.emit(0, tick, payload{2, 0}, 20);
    kernel.emit(1, tick, payload{3, 0}, 30);
    kernel.emit(2, tick, payload{4, 0}, 40);
    kernel.emit(0, tick, payload{5, 0}, 50);
    for (std::uint64_t expected = 1; expected <= 5; ++expected)
        EXPECT_EQ(value_of(sub.try_next()), expected);
}

TEST(subscription, does_not_merge_when_asked_not_to) {
    fake_kernel kernel{2};
    auto sub = subscribe(kernel, {}, false);
    kernel.emit(1, tick, payload{1, 0}, 10);
    kernel.emit(0, tick, payload{2, 0}, 20);
    kernel.emit(1, tick, payload{3, 0}, 30);
    EXPECT_EQ(value_of(sub.try_next()), 2U);
    EXPECT_EQ(value_of(sub.try_next()), 1U);
    EXPECT_EQ(value_of(sub.try_next()), 3U);
}

TEST(subscription, tells_of_a_loss_where_it_happened) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    std::uint64_t sent = 0;
    while (kernel.emit(0, tick, payload{sent, 0}))
        ++sent;
    constexpr std::uint64_t dropped = 4;
    for (std::uint64_t more = 1; more < dropped; ++more)
        EXPECT_FALSE(kernel.emit(0, tick, payload{0, 0}));

    for (std::uint64_t expected = 0; expected < sent; ++expected)
        ASSERT_EQ(value_of(sub.try_next()), expected);
    auto lost = sub.try_next(); // nothing follows it, and yet
    ASSERT_TRUE(lost.lost());
    EXPECT_EQ(lost.lost()->count, dropped);
    EXPECT_EQ(fmt::format("{}", *lost.lost()), "4");

    EXPECT_TRUE(sub.try_next().empty()); // gives the room back
    EXPECT_TRUE(kernel.emit(0, tick, payload{99, 0}));
    EXPECT_EQ(value_of(sub.try_next()), 99U);
    EXPECT_EQ(sub.received() + sub.lost(), sent + dropped + 1);
}

TEST(subscription, overwriting_keeps_the_newest_and_counts_the_rest) {
    fake_kernel kernel{1, GW_RING_BYTES_MIN, GW_RING_OVERWRITE};
    auto sub = subscribe(kernel);
    constexpr std::uint64_t sent = 1000;
    for (std::uint64_t i = 0; i < sent; ++i)
        EXPECT_TRUE(kernel.emit(0, tick, payload{i, ~i}));

    auto first = sub.try_next();
    ASSERT_TRUE(first.lost());
    std::uint64_t expected = *first.lost()->count;
    EXPECT_GT(expected, 0U);
    const auto batch = sub.batch(10, 0ns); // copies, which do not overwrite one another
    ASSERT_FALSE(batch.empty());
    for (const auto& one : batch)
        EXPECT_EQ(value_of(one), expected++);
    while (auto one = sub.try_next())
        ASSERT_EQ(value_of(one), expected++);
    EXPECT_EQ(expected, sent);
    EXPECT_EQ(sub.received() + sub.lost(), sent);
}

TEST(subscription, extends_the_records_of_an_older_module) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    const std::uint64_t old = 42;
    kernel.emit(0, tick, old);
    const auto record = sub.try_next();
    ASSERT_TRUE(record);
    ASSERT_EQ(record.bytes().size(), sizeof(payload));
    payload extended{};
    std::memcpy(&extended, record.bytes().data(), sizeof(extended));
    EXPECT_EQ(extended.value, 42U);
    EXPECT_EQ(extended.more, 0U);
}

TEST(subscription, skips_events_that_it_did_not_ask_for) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    kernel.emit(0, 7, payload{1, 0});
    kernel.emit(0, 0xfeff, payload{1, 0});
    kernel.emit(0, tick, payload{2, 0});
    EXPECT_EQ(value_of(sub.try_next()), 2U);
}

TEST(subscription, counts_what_had_no_ring_to_go_to) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    kernel.control().lost_elsewhere = 3;
    const auto item = sub.try_next();
    ASSERT_TRUE(item.lost());
    EXPECT_EQ(item.lost()->count, 3U);
    EXPECT_FALSE(item.cpu());
    EXPECT_TRUE(sub.try_next().empty());
}

TEST(subscription, reads_a_sub_ring_once_it_has_come_into_being) {
    fake_kernel kernel{2};
    absent_cpu = 1;
    auto sub = subscribe(kernel);
    kernel.emit(0, tick, payload{1, 0});
    kernel.emit(1, tick, payload{2, 0});
    EXPECT_EQ(value_of(sub.try_next()), 1U);
    EXPECT_TRUE(sub.try_next().empty()); // not mapped, and nothing said so yet
    absent_cpu = -1;
    EXPECT_TRUE(sub.try_next().empty());
    __atomic_add_fetch(&kernel.control().generation, 1, __ATOMIC_RELEASE);
    EXPECT_EQ(value_of(sub.try_next()), 2U);
}

TEST(subscription, batches) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    for (std::uint64_t i = 0; i < 10; ++i)
        kernel.emit(0, tick, payload{i, 0});
    EXPECT_EQ(sub.batch(4).size(), 4U);
    EXPECT_EQ(value_of(sub.try_next()), 4U); // the two ways mix
    const auto rest = sub.batch(100);
    ASSERT_EQ(rest.size(), 5U);
    EXPECT_EQ(value_of(rest.back()), 9U);
    EXPECT_TRUE(sub.batch(100, 0ns).empty());
    EXPECT_TRUE(sub.batch(0).empty());
}

TEST(subscription, waits_until_the_deadline) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    const deadline soon{1ms};
    EXPECT_TRUE(sub.next(soon).empty());
    EXPECT_TRUE(soon.passed());
    EXPECT_TRUE(sub.next(soon).empty());
    kernel.emit(0, tick, payload{1, 0});
    EXPECT_TRUE(sub.next(soon)); // but what is there is there
}

TEST(subscription, is_woken_by_a_record) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    std::jthread producer{[&] {
        kernel.await_sleeper();
        kernel.emit(0, tick, payload{1, 0});
    }};
    EXPECT_EQ(value_of(sub.next()), 1U);
}

TEST(subscription, is_woken_by_a_loss) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    std::jthread producer{[&] {
        kernel.await_sleeper();
        kernel.control().lost_elsewhere = 2;
        kernel.wake();
    }};
    EXPECT_TRUE(sub.next().lost());
}

TEST(subscription, cancel_ends_waiting_for_ever) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    std::jthread other{[&] {
        kernel.await_sleeper();
        sub.cancel();
    }};
    EXPECT_TRUE(sub.next().closed());
    EXPECT_FALSE(sub.closed()); // the consumer's own doing needs no reason
    other.join();
    kernel.emit(0, tick, payload{1, 0});
    EXPECT_TRUE(sub.next().closed());
    EXPECT_TRUE(sub.batch(1).empty());
    EXPECT_TRUE(sub.try_next()); // what is there can still be had
    EXPECT_TRUE(sub.try_next().closed());
}

TEST(subscription, a_stop_ends_the_loop) {
    fake_kernel kernel;
    std::stop_source source;
    auto sub = subscribe(kernel, source.get_token());
    std::jthread other{[&] {
        kernel.await_sleeper();
        source.request_stop();
    }};
    for (const auto& item : sub)
        ADD_FAILURE() << "nothing was sent, but here is " << static_cast<int>(item.what());
    EXPECT_FALSE(sub.closed());
}

TEST(subscription, a_stop_before_it_began_counts) {
    fake_kernel kernel;
    std::stop_source source;
    source.request_stop();
    auto sub = subscribe(kernel, source.get_token());
    kernel.emit(0, tick, payload{1, 0});
    EXPECT_TRUE(sub.next().closed());
}

TEST(subscription, gives_what_is_left_when_the_module_goes) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    kernel.emit(0, tick, payload{1, 0});
    kernel.emit(0, tick, payload{2, 0});
    kernel.revoke();
    std::uint64_t seen = 0;
    for (const auto& item : sub)
        EXPECT_EQ(value_of(item), ++seen);
    EXPECT_EQ(seen, 2U);
    ASSERT_TRUE(sub.closed());
    EXPECT_EQ(*sub.closed(), "clock: the module was unloaded; load it again and reconnect");
    EXPECT_EQ(sub.closed_error()->number, ENODEV);
    EXPECT_TRUE(sub.next().closed());
}

TEST(subscription, every_way_of_asking_notices_that_the_module_went) {
    fake_kernel kernel;
    auto polling = subscribe(kernel);
    auto timed = subscribe(kernel);
    auto batching = subscribe(kernel);
    kernel.revoke();
    EXPECT_TRUE(polling.try_next().closed());
    EXPECT_TRUE(timed.next(0ns).closed());
    EXPECT_TRUE(batching.batch(1).empty());
    EXPECT_TRUE(batching.closed());
}

TEST(subscription, notices_while_it_sleeps_that_the_module_goes) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    std::jthread other{[&] {
        kernel.await_sleeper();
        kernel.revoke();
    }};
    EXPECT_TRUE(sub.next().closed());
    EXPECT_TRUE(sub.closed());
}

TEST(subscription, moves_with_what_it_holds) {
    fake_kernel kernel;
    std::stop_source source;
    auto sub = subscribe(kernel, source.get_token());
    kernel.emit(0, tick, payload{1, 0});
    kernel.emit(0, tick, payload{2, 0});
    EXPECT_EQ(value_of(sub.try_next()), 1U);
    auto moved = std::move(sub);
    EXPECT_EQ(value_of(moved.next()), 2U);
    source.request_stop();
    EXPECT_TRUE(moved.next().closed());
}

bool is_readable(const subscription& sub) {
    pollfd waiting{.fd = sub.native_handle(), .events = POLLIN, .revents = 0};
    const bool ready = poll(&waiting, 1, 0) == 1;
    EXPECT_EQ(waiting.revents, ready ? POLLIN : 0);
    return ready;
}

TEST(subscription, its_handle_is_readable_while_there_is_something) {
    fake_kernel kernel;
    auto sub = subscribe(kernel);
    EXPECT_FALSE(is_readable(sub));
    kernel.emit(0, tick, payload{1, 0});
    kernel.wake();
    EXPECT_TRUE(is_readable(sub));
    EXPECT_TRUE(sub.try_next());
    EXPECT_TRUE(sub.try_next().empty());
    EXPECT_FALSE(is_readable(sub));
}

TEST(subscription, its_handle_is_readable_once_no_more_will_come) {
    fake_kernel kernel;
    std::stop_source source;
    auto cancelled = subscribe(kernel);
    auto stopped = subscribe(kernel, source.get_token());
    auto gone = subscribe(kernel);
    const auto wakes = [](subscription& sub, auto end) {
        EXPECT_FALSE(is_readable(sub));
        std::jthread other{end};
        pollfd waiting{.fd = sub.native_handle(), .events = POLLIN, .revents = 0};
        EXPECT_EQ(poll(&waiting, 1, -1), 1);
        EXPECT_TRUE(sub.try_next().closed());
        EXPECT_TRUE(is_readable(sub)); // and stays so
    };
    wakes(cancelled, [&] { cancelled.cancel(); });
    wakes(stopped, [&] { source.request_stop(); });
    wakes(gone, [&] { kernel.revoke(); });
    const auto too_late = subscribe(kernel, source.get_token());
    EXPECT_TRUE(is_readable(too_late));
}

TEST(subscription, closes_on_a_corrupt_ring) {
    fake_kernel kernel{2};
    auto sub = subscribe(kernel);
    kernel.producer(1).head = 7;
    EXPECT_TRUE(sub.next().closed());
    ASSERT_TRUE(sub.closed());
    EXPECT_EQ(sub.closed_error()->number, EBADMSG);
}

TEST(ring, refuses_what_cannot_be) {
    const fake_kernel kernel;
    const auto refused = [&](auto change) {
        auto made = kernel.made();
        change(made);
        const auto ring = raw::ring::map(kernel.fd(), made, {});
        return !ring && ring.error().is(EBADMSG);
    };
    EXPECT_TRUE(refused([](auto& m) { m.ring_size = 0; }));
    EXPECT_TRUE(refused([](auto& m) { m.ring_size = 4097; }));
    EXPECT_TRUE(refused([](auto& m) { m.ring_size = 1U << 31; }));
    EXPECT_TRUE(refused([](auto& m) { m.page_size = 32; }));
    EXPECT_TRUE(refused([](auto& m) { m.nr_cpus = 0; }));
    EXPECT_TRUE(refused([](auto& m) { m.nr_cpus = 1U << 20; }));
    EXPECT_TRUE(refused([](auto& m) { m.control_size = 64; }));
    EXPECT_TRUE(kernel.map_ring());
}

// Every producer a thread; the consumer reads now in steps, now in batches.
TEST(subscription, loses_nothing_unnoticed_under_load) {
    constexpr unsigned cpus = 3;
    constexpr std::uint64_t each = 20'000;
    for (const std::uint32_t flags : {0U, GW_RING_OVERWRITE}) {
        fake_kernel kernel{cpus, GW_RING_BYTES_MIN, flags};
        auto sub = subscribe(kernel);
        std::atomic<unsigned> running{cpus};
        std::vector<std::jthread> producers;
        for (unsigned cpu = 0; cpu < cpus; ++cpu)
            producers.emplace_back([&, cpu] {
                for (std::uint64_t i = 0; i < each; ++i)
                    kernel.emit(cpu, tick, payload{i, ~i});
                if (--running == 0)
                    sub.cancel();
            });
        std::vector<std::uint64_t> next(cpus);
        const auto take = [&](const item& one) {
            auto& expected = next[*one.cpu()];
            if (one.lost()) {
                expected += *one.lost()->count;
                return;
            }
            payload record{};
            std::memcpy(&record, one.bytes().data(), sizeof(record));
            ASSERT_EQ(record.value, expected);
            ASSERT_EQ(record.more, ~expected);
            ++expected;
        };
        for (auto one = sub.next(); !one.closed(); one = sub.next()) {
            take(one);
            for (const auto& more : sub.batch(17, 0ns))
                take(more);
        }
        for (auto one = sub.try_next(); !one.closed(); one = sub.try_next())
            take(one);
        EXPECT_EQ(next, std::vector<std::uint64_t>(cpus, each));
        EXPECT_EQ(sub.received() + sub.lost(), cpus * each);
    }
}

} // namespace
} // namespace gangway::dynamic
