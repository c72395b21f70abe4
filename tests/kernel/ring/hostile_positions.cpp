// SPDX-License-Identifier: MIT
//
// A subscriber that writes rubbish into all it may write: the kernel takes no harm, and another
// subscriber misses nothing.
#include <random>

#include "ring.hpp"

namespace {

constexpr std::uint32_t bytes = 16384;

// Everything a tail might be: near the truth, far from it, odd, huge.
std::uint64_t lie(std::mt19937_64& random, std::uint64_t head) {
    switch (random() % 8) {
    case 0:
        return random();
    case 1:
        return head + 16 * (random() % 64);
    case 2:
        return head - 16 * (random() % 2048);
    case 3:
        return head - random() % 4096;
    case 4:
        return UINT64_MAX - 16 * (random() % 4);
    case 5:
        return head + bytes;
    case 6:
        return 0;
    default:
        return head;
    }
}

[[noreturn]] void be_hostile(std::uint32_t flags, unsigned seed, test::baton& ready) {
    test::subscriber sub{test::bit(ALL_TYPES_TICK), flags, bytes};
    std::mt19937_64 random{seed};
    auto* const words = reinterpret_cast<std::uint64_t*>(&sub.control());
    ready.pass();
    for (;;) {
        for (unsigned cpu = 0; cpu < sub.info().nr_cpus; ++cpu) {
            const auto head =
                sub.has(cpu) ? __atomic_load_n(&sub.reader(cpu).producer->head, __ATOMIC_RELAXED)
                             : 0;
            __atomic_store_n(&sub.tail(cpu).tail, lie(random, head), __ATOMIC_RELAXED);
        }
        __atomic_store_n(&sub.control().wake, random() % 2 != 0 ? 1 : random(), __ATOMIC_RELAXED);
        words[random() % (sub.info().control_size / 8)] = random();
        pollfd waiting{sub.fd(), POLLIN, 0};
        poll(&waiting, 1, 0);
    }
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::baton ready;
    test::child newest{[&] { be_hostile(0, 1, ready); }};
    test::child oldest{[&] { be_hostile(GW_RING_OVERWRITE, 2, ready); }};
    ready.take();
    ready.take();

    const test::file fd{ALL_TYPES_NODE};
    test::subscriber honest{test::bit(ALL_TYPES_TICK), 0, 1U << 20U};
    test::tick_order order;
    std::uint64_t sent = 0;
    const auto take = [&](unsigned cpu, const gw_reader_item& item, gw_reader_status status) {
        if (status == GW_READER_ITEM)
            order.see(cpu, item);
    };
    for (unsigned i = 0; i < 1000; ++i) {
        test::run_on(i % 2 % static_cast<unsigned>(sysconf(_SC_NPROCESSORS_ONLN)));
        test::emit(fd, 100, i % test::origins(),
                   i % 3 == 0 ? ALL_TYPES_MANNER_COPY : ALL_TYPES_MANNER_IN_PLACE);
        sent += 100;
        honest.drain(take);
        CHECK_EQ(honest.received(), sent);
    }
    CHECK_EQ(honest.lost(), 0U);

    // A storm beside them, for what only concurrency shows.
    union all_types_gw_storm storm{};
    for (unsigned from = 0; from < test::origins(); ++from)
        storm.request.each[from] = 10000;
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_STORM, &storm));
    for (const auto n : storm.reply.sent)
        sent += n;
    honest.drain(take);
    CHECK_EQ(honest.received() + honest.lost(), sent);
    newest.kill9();
    oldest.kill9();
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
}
