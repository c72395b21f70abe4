// SPDX-License-Identifier: MIT
//
// Subscribing while events pour in, to a socket that is full at once: nothing fails, all is
// counted, and the module's own count is what the sockets say that they have dropped.
#include <atomic>
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "all_types.gw.hpp"
#include "genl.hpp"

namespace {

const gangway::connect_options by_netlink{.via = {"genetlink"}};

/// What sockets of generic netlink have dropped, all that are open.
std::uint64_t dropped() {
    std::uint64_t all = 0;
    for (const auto& socket : test::open_netlinks())
        all += socket.protocol == NETLINK_GENERIC ? socket.drops : 0;
    return all;
}

/// One at a time: each is a datagram of its own, and finds room in the queue.
void what_the_socket_drops(const all_types::client& by) {
    constexpr std::uint64_t sent = 100;
    auto ticks = by.tick.subscribe({.depth = 1}).value();
    test::genl asker;
    const auto before = dropped();
    for (std::uint64_t i = 0; i < sent; ++i) {
        by.emit({.count = 1}).value();
        (void)asker.status(ALL_TYPES_TICK); // it is in the socket then, or lost
    }
    const auto lost = dropped() - before;
    CHECK(lost > 0 && lost < sent);
    CHECK_EQ(by.dynamic().counters("tick").value().lost, lost);
    while (ticks.received() + ticks.lost() < sent)
        CHECK(!ticks.next(std::chrono::milliseconds{test::patience_ms}).empty());
    CHECK_EQ(ticks.lost(), lost);
    CHECK_EQ(ticks.received(), sent - lost);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const auto client = all_types::client::connect(by_netlink).value();
    what_the_socket_drops(client);
    std::atomic<bool> over{false};
    std::atomic<std::uint64_t> emitted{0};
    std::thread storm{[&] {
        const auto emitter = all_types::client::connect(by_netlink).value();
        while (!over)
            emitted += emitter.emit({.count = 1000}).value().sent;
    }};
    while (emitted == 0)
        std::this_thread::yield();
    std::uint64_t received = 0;
    std::uint64_t lost = 0;
    for (int i = 0; i < 20; ++i) {
        auto ticks = client.tick.subscribe({.depth = 1}).value();
        // Many are in one datagram, so it may be a while until one finds no room.
        for (int n = 0; n < 20 || ticks.lost() == 0; ++n)
            CHECK(!ticks.next(std::chrono::milliseconds{test::patience_ms}).empty());
        received += ticks.received();
        lost += ticks.lost();
    }
    auto last = client.tick.subscribe({.depth = 1}).value();
    over = true;
    storm.join();
    fmt::print("emitted {} received {} lost {}\n", emitted.load(), received, lost);
    CHECK(received > 0 && lost > 0);

    // In peace again: once a record of another origin has come, behind which there is none of the
    // storm, sent is received and lost, to the last.
    test::genl asker;
    CHECK(test::eventually([&] {
        client.emit({.count = 1, .from = all_types::origin::softirq}).value();
        (void)asker.status(ALL_TYPES_TICK); // what was emitted is in the socket then, or lost
        bool came = false;
        for (auto tick = last.try_next(); !tick.empty(); tick = last.try_next())
            came = tick && tick->from == all_types::origin::softirq;
        return came;
    }));
    const auto counted = last.received() + last.lost();
    const auto sent = client.emit({.count = 5}).value().sent;
    while (last.received() + last.lost() < counted + sent)
        CHECK(!last.next(std::chrono::milliseconds{test::patience_ms}).empty());
    CHECK_EQ(last.received() + last.lost(), counted + sent);
    CHECK(last.try_next().empty());
    CHECK(client.dynamic().counters("tick").value().lost > 0);
}
