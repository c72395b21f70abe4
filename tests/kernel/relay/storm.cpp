// SPDX-License-Identifier: MIT
//
// Records from threads, softirqs and hard interrupts on every CPU by each of two channels, one of
// which overwrites. The first million nobody reads until it is over; another million is read
// slowly. For each, sent = received + lost, to the last record.
#include <atomic>
#include <cinttypes>
#include <thread>

#include "relay.hpp"

namespace {

constexpr std::uint64_t million = 1'000'000;

std::uint64_t storm(int fd) {
    std::uint64_t sent = 0;
    while (sent < million) {
        union all_types_gw_storm storm{};
        storm.request.each[ALL_TYPES_ORIGIN_THREAD] = 150000;
        storm.request.each[ALL_TYPES_ORIGIN_SOFTIRQ] = 50000;
        storm.request.each[ALL_TYPES_ORIGIN_HARDIRQ] = 50000;
        storm.request.how = ALL_TYPES_MANNER_RELAYED;
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_STORM, &storm));
        for (unsigned from = 0; from < ALL_TYPES_ORIGIN_NMI; ++from)
            sent += storm.reply.sent[from];
    }
    return sent;
}

void balance(const char* reader, const char* channel, const test::relay_files& files,
             std::uint64_t sent) {
    std::printf("%s, %s: sent %" PRIu64 " = received %" PRIu64 " + lost %" PRIu64
                " (thread %" PRIu64 ", softirq %" PRIu64 ", hardirq %" PRIu64 ")\n",
                reader, channel, sent, files.received(), files.lost(), files.seen(0), files.seen(1),
                files.seen(2));
    CHECK_EQ(files.received() + files.lost(), sent);
    CHECK(files.received() > 0 && files.lost() > 0);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::relay_files swift{"swift", ALL_TYPES_SWIFT};
    test::relay_files spin{"spin", ALL_TYPES_SPIN};

    std::uint64_t sent = storm(fd);
    swift.drain();
    spin.drain();
    balance("stopped reader", "no-overwrite", swift, sent);
    balance("stopped reader", "overwrite", spin, sent);

    std::atomic<bool> over{false};
    std::thread slow{[&] {
        while (!over) {
            swift.drain();
            spin.drain();
            usleep(20'000);
        }
    }};
    sent += storm(fd);
    over = true;
    slow.join();
    swift.drain();
    spin.drain();
    balance("slow reader", "no-overwrite", swift, sent);
    balance("slow reader", "overwrite", spin, sent);
    CHECK_EQ(swift.found_no_room(), swift.lost());
    CHECK_EQ(spin.found_no_room(), 0U);
    for (unsigned from = 0; from < ALL_TYPES_ORIGIN_NMI; ++from)
        CHECK(swift.seen(from) > 0);
}
