// SPDX-License-Identifier: MIT
// Carriers: ioctl genetlink
//
// What a subscription may ask for, and what it costs.
#include <algorithm>
#include <bit>

#include <sys/resource.h>

#include "ring.hpp"

namespace {

int subscribe(const gw_subscribe_ring& wanted) {
    const test::file fd{ALL_TYPES_NODE};
    gw_subscribe_ring copy = wanted;
    return ioctl(fd, GW_RING_SUBSCRIBE, &copy);
}

gw_subscribe_ring asking(std::uint64_t events, std::uint32_t flags = 0, std::uint32_t size = 0) {
    gw_subscribe_ring s{};
    s.head.carrier = GW_CARRIER_ring;
    s.version = GW_RING_VERSION;
    s.head.events[0] = events;
    s.flags = flags;
    s.ring_size = size;
    return s;
}

void sizes_and_flags() {
    const auto tick = test::bit(ALL_TYPES_TICK);
    for (const std::uint32_t bad : {1U, 2048U, 4097U, 12288U, 1U << 29U, 1U << 31U})
        CHECK_ERRNO(subscribe(asking(tick, 0, bad)), EINVAL);
    CHECK_ERRNO(subscribe(asking(tick, 4)), EINVAL);
    CHECK_ERRNO(subscribe(asking(tick, 0x80000000)), EINVAL);
    CHECK_ERRNO(subscribe(asking(0)), EINVAL);
    CHECK_ERRNO(subscribe(asking(tick | 1)), ENOENT);
    CHECK_ERRNO(subscribe(asking(tick | test::bit(ALL_TYPES_LEVEL))), ENOENT);
    CHECK_ERRNO(subscribe(asking(tick | test::bit(63))), ENOENT);
    auto beyond = asking(tick);
    beyond.head.events[1] = 1;
    CHECK_ERRNO(subscribe(beyond), ENOENT);
    auto newer = asking(tick);
    for (const std::uint32_t version : {0U, GW_RING_VERSION + 1, ~0U}) { // 0: before there was one
        newer.version = version;
        CHECK_ERRNO(subscribe(newer), EPROTONOSUPPORT);
    }
    const test::subscriber fine{tick, 0, 4096};
    CHECK_EQ(fine.info().ring_size, 4096U);
    const test::subscriber usual{tick};
    const auto cpus = static_cast<std::uint32_t>(sysconf(_SC_NPROCESSORS_ONLN));
    const auto share = std::max(std::bit_floor(GW_RING_TOTAL_DEFAULT / cpus), GW_RING_BYTES_LITTLE);
    CHECK_EQ(usual.info().ring_size, std::min(share, GW_RING_BYTES_DEFAULT));
    CHECK_EQ(usual.info().page_size, sysconf(_SC_PAGESIZE));
    CHECK(usual.info().control_size >= GW_RING_CONTROL_SIZE(usual.info().nr_cpus));
    for (const std::uint32_t other :
         {0U, unsigned{GW_CARRIER_ioctl}, unsigned{GW_CARRIER_genetlink}, unsigned{GW_CARRIER_IDS},
          0xffffffffU}) {
        auto wrong = asking(tick);
        wrong.head.carrier = other;
        CHECK_ERRNO(subscribe(wrong), EOPNOTSUPP);
    }
    auto again = asking(tick);
    CHECK_ERRNO(ioctl(usual.fd(), GW_RING_SUBSCRIBE, &again), EBUSY);
}

void too_many() {
    const auto tick = test::bit(ALL_TYPES_TICK);
    std::vector<std::unique_ptr<test::subscriber>> most; // as all_types.yaml says
    for (int i = 0; i < 4; ++i)
        most.push_back(std::make_unique<test::subscriber>(tick));
    CHECK_ERRNO(subscribe(asking(tick)), EUSERS);
    most.pop_back();
    CHECK_OK(subscribe(asking(tick)));
}

void memory_lock() {
    test::child poor{[] {
        // A few of the smallest, of which there is one for each CPU.
        const auto few = static_cast<rlim_t>(sysconf(_SC_NPROCESSORS_ONLN)) << 15;
        const rlimit little{few, few};
        CHECK_OK(setrlimit(RLIMIT_MEMLOCK, &little));
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        for (int i = 0; i < 100; ++i) { // what is given back may be had again
            CHECK_ERRNO(subscribe(asking(test::bit(ALL_TYPES_TICK), 0, 1 << 20)), ENOMEM);
            CHECK_OK(subscribe(asking(test::bit(ALL_TYPES_TICK), 0, 4096)));
        }
    }};
    poor.join();
}

// Whatever is unlimited gets GW_RING_BYTES_DEFAULT, as in sizes_and_flags().
void usual_size() {
    const auto cpus = static_cast<std::uint64_t>(sysconf(_SC_NPROCESSORS_ONLN));
    std::printf("on %lu CPUs\n", cpus);
    // As much for each CPU as 32 of them leave within Debian's default of 8 MiB.
    const rlim_t limit = (rlim_t{8} << 20) / 32 * cpus;
    test::child poor{[=] {
        const rlimit little{limit, limit};
        CHECK_OK(setrlimit(RLIMIT_MEMLOCK, &little));
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        const test::subscriber first{test::bit(ALL_TYPES_TICK)};
        CHECK(first.info().ring_size <= 128U << 10);
        CHECK(first.info().ring_size >= 64U << 10);
        CHECK(cpus * first.info().ring_size <= limit / 2);
        const test::subscriber second{test::bit(ALL_TYPES_TICK)};
        CHECK(second.info().ring_size <= first.info().ring_size);
        CHECK(second.info().ring_size >= 4096U);
    }};
    poor.join();
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    sizes_and_flags();
    too_many();
    memory_lock();
    usual_size();
}
