// SPDX-License-Identifier: MIT
// Under ThreadSanitizer: two CPUs produce a million records, one thread reads
// both and sleeps in between; and a producer whose reader writes nonsense.
#include "traffic.hpp"

#include <atomic>
#include <random>
#include <thread>

namespace {

using ring_test::bed;
using ring_test::cpu;
using ring_test::deadline;
using ring_test::require;

constexpr __u64 records = 500'000; // per CPU

void honest(__u32 flags) {
    std::array<cpu, 2> cpus{cpu{flags}, cpu{flags}};
    bed reader_bed;
    auto produce = [&](cpu& own) {
        for (__u64 number = 0; number < records; ++number) {
            reader_bed.after(own.emit(number));
        }
    };
    std::thread first{produce, std::ref(cpus[0])};
    std::thread second{produce, std::ref(cpus[1])};

    unsigned long sleeps = 0;
    while (cpus[0].accounted() < records || cpus[1].accounted() < records) {
        cpus[0].read();
        cpus[1].read();
        reader_bed.ask();
        if (cpus[0].accounted() + cpus[1].accounted() < 2 * records &&
            !gw_reader_pending(&cpus[0].reader) && !gw_reader_pending(&cpus[1].reader)) {
            reader_bed.sleep();
            ++sleeps;
        }
    }
    first.join();
    second.join();
    for (const cpu& c : cpus) {
        require(c.accounted() == records && c.offered() == records, "sent = received + lost");
        require(c.ring.bad_position == 0, "no rightful tail is refused");
        if (flags == 0) {
            require(c.reader.lost == c.ring.dropped, "lost = dropped");
        }
        std::printf("%s: received %llu, discarded %llu, lost %llu\n",
                    flags == 0 ? "drop-newest" : "overwrite", c.reader.received, c.reader.discarded,
                    c.reader.lost);
    }
    std::printf("  and slept %lu times\n", sleeps);
}

void hostile() {
    cpu c{0};
    std::atomic<bool> stop{false};
    std::thread writer{[&] {
        std::mt19937_64 random{7};
        while (!stop.load(std::memory_order_relaxed)) {
            const __u64 head = __atomic_load_n(&c.memory.producer()->head, __ATOMIC_RELAXED);
            const __u64 near = head - 4096 + random() % 8192;
            __atomic_store_n(&c.memory.tail.tail, random() % 4 == 0 ? random() : near,
                             __ATOMIC_RELAXED);
        }
    }};
    __u64 stored = 0;
    const auto emit = [&](__u64 number) {
        const __u64 dropped = c.ring.dropped;
        require(c.emit(number), "each is published");
        stored += c.ring.dropped == dropped ? 1 : 0;
    };
    for (__u64 number = 1; number <= records; ++number) {
        emit(number);
    }
    for (const deadline end; c.ring.bad_position == 0; emit(1)) { // with one CPU
        end.require_more_time("a false tail is refused");
    }
    stop.store(true, std::memory_order_relaxed);
    writer.join();
    require(c.ring.stored == stored && c.memory.producer()->lost == c.ring.dropped,
            "its own numbers are exact");
    require(c.memory.producer()->head <= c.ring.limit, "it never holds more than there is");
    std::printf("hostile: stored %llu, dropped %llu, refused %llu tails\n", stored, c.ring.dropped,
                c.ring.bad_position);
}

} // namespace

int main() {
    honest(0);
    honest(GW_RING_OVERWRITE);
    hostile();
}
