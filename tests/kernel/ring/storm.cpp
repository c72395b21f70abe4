// SPDX-License-Identifier: MIT
//
// More than a million records from threads, softirqs, hard interrupts and NMIs on every CPU, many
// of them sent while another was unfinished. Several subscribers read along: for each, sent =
// received + lost, to the last record.
#include <algorithm>
#include <cinttypes>
#include <memory>
#include <numeric>
#include <vector>

#include "ring.hpp"

namespace {

constexpr std::uint64_t least = 1000000;

void read_along(std::uint32_t flags, test::baton& ready, test::baton& done) {
    test::subscriber sub{test::bit(ALL_TYPES_TICK), flags, 1U << 17U};
    test::tick_order order;
    const auto take = [&](unsigned cpu, const gw_reader_item& item, gw_reader_status status) {
        if (status == GW_READER_ITEM)
            order.see(cpu, item);
    };
    ready.pass();
    pollfd waiting[2]{{sub.fd(), POLLIN, 0}, {done.native_handle(), POLLIN, 0}};
    while ((waiting[1].revents & POLLIN) == 0) {
        sub.drain(take);
        if (sub.arm())
            CHECK(poll(waiting, 2, test::patience_ms) > 0);
    }
    const auto sent = done.take();
    sub.drain(take);
    const auto& seen = order.seen();
    std::printf("%s: sent %" PRIu64 " = received %" PRIu64 " + lost %" PRIu64 " (thread %" PRIu64
                ", softirq %" PRIu64 ", hardirq %" PRIu64 ", NMI %" PRIu64 ")\n",
                (flags & GW_RING_OVERWRITE) != 0 ? "overwrite" : "drop newest", sent,
                sub.received(), sub.lost(), seen[0], seen[1], seen[2], seen[3]);
    CHECK_EQ(sub.received() + sub.lost(), sent);
    CHECK_EQ(sub.received(), std::accumulate(seen.begin(), seen.end(), std::uint64_t{0}));
    CHECK_EQ(sub.counters().used, sent);
    CHECK(std::all_of(seen.begin(), seen.begin() + test::origins(), [](auto n) { return n > 0; }));
}

/// Its end: how many were sent to it.
struct reader {
    test::baton done;
    test::child program;

    reader(std::uint32_t flags, test::baton& ready)
        : program{[&, flags] { read_along(flags, ready, done); }} {
        ready.take();
    }
};

/// To subscribers with these flags.
void storm(const test::file& fd, std::initializer_list<std::uint32_t> flags) {
    test::baton ready;
    std::vector<std::unique_ptr<reader>> readers;
    for (const auto each : flags)
        readers.push_back(std::make_unique<reader>(each, ready));

    std::uint64_t sent = 0;
    std::uint64_t nested = 0;
    while (sent < least) { // one round, on two CPUs or more
        union all_types_gw_storm storm{};
        storm.request.each[ALL_TYPES_ORIGIN_THREAD] = 250000;
        storm.request.each[ALL_TYPES_ORIGIN_SOFTIRQ] = 100000;
        storm.request.each[ALL_TYPES_ORIGIN_HARDIRQ] = 100000;
        if (test::origins() > ALL_TYPES_ORIGIN_NMI)
            storm.request.each[ALL_TYPES_ORIGIN_NMI] = 100000;
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_STORM, &storm));
        for (unsigned from = 0; from < test::origins(); ++from) {
            CHECK(storm.reply.sent[from] > 0);
            sent += storm.reply.sent[from];
        }
        nested += storm.reply.nested;
    }
    std::printf("%" PRIu64 " sent, %" PRIu64 " of them nested\n", sent, nested);
    CHECK(nested > 0);
    for (const auto& each : readers)
        each->done.pass(sent);
    for (const auto& each : readers)
        each->program.join();
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    storm(fd, {0, GW_RING_OVERWRITE});
    storm(fd, {0, 0, 0}); // which has a shorter way
}
