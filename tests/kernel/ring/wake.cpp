// SPDX-License-Identifier: MIT
// Sample: 6.12-cloud
//
// However a subscriber waits, no record leaves it asleep: poll, select's cousin epoll level- and
// edge-triggered, over many rounds in which a record comes at any moment of falling asleep.
#include <sys/epoll.h>

#include "ring.hpp"

namespace {

constexpr unsigned rounds = 3000;

// Waits on whatever `sleep` waits on until all ticks are there.
template <typename Sleep>
void receive(Sleep sleep, test::subscriber& sub, test::baton& ready) {
    ready.pass();
    std::uint64_t wakes = 0;
    while (sub.received() < rounds) {
        sub.drain();
        if (sub.received() < rounds && sub.arm()) {
            CHECK_EQ(sleep(), 1); // a lost wake-up would time out
            ++wakes;
        }
    }
    CHECK_EQ(sub.received(), rounds);
    CHECK_EQ(sub.lost(), 0U);
    std::printf("%llu sleeps for %u records\n", static_cast<unsigned long long>(wakes), rounds);
}

void by_epoll(std::uint32_t edge, test::baton& ready) {
    test::subscriber sub{test::bit(ALL_TYPES_TICK)};
    const int set = CHECK_OK(epoll_create1(EPOLL_CLOEXEC));
    epoll_event wanted{};
    wanted.events = EPOLLIN | edge;
    CHECK_OK(epoll_ctl(set, EPOLL_CTL_ADD, sub.fd(), &wanted));
    receive(
        [&] {
            epoll_event got{};
            return epoll_wait(set, &got, 1, test::patience_ms);
        },
        sub, ready);
}

void by_poll(test::baton& ready) {
    test::subscriber sub{test::bit(ALL_TYPES_TICK)};
    receive(
        [&] {
            pollfd waiting{sub.fd(), POLLIN, 0};
            return poll(&waiting, 1, test::patience_ms);
        },
        sub, ready);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::baton ready;
    test::child poller{[&] { by_poll(ready); }};
    test::child level{[&] { by_epoll(0, ready); }};
    test::child edge{[&] { by_epoll(EPOLLET, ready); }};
    for (int i = 0; i < 3; ++i)
        ready.take();
    for (unsigned i = 0; i < rounds; ++i) {
        test::run_on(i / 8 % static_cast<unsigned>(sysconf(_SC_NPROCESSORS_ONLN)));
        test::emit(fd, 1, i % test::origins());
        for (unsigned spin = 0; spin < i % 64; ++spin)
            getppid(); // another moment each time
    }
    poller.join();
    level.join();
    edge.join();
}
