// SPDX-License-Identifier: MIT
//
// Each event adds 1 to the eventfd that the program has passed, from every context, beside other
// subscribers, and however many there are; where it cannot count on, that is a loss, to the last
// one.
#include <sys/epoll.h>
#include <sys/eventfd.h>

#include "signal.hpp"

namespace {

int pass(int session, int fd, std::uint64_t events = test::bit(ALL_TYPES_TICK)) {
    gw_subscribe_eventfd wanted{};
    wanted.head.carrier = GW_CARRIER_eventfd;
    wanted.head.events[0] = events;
    wanted.fd = fd;
    return ioctl(session, GW_EVENTFD_SUBSCRIBE, &wanted);
}

gw_counters added(int session) {
    return test::counted(session, GW_CARRIER_eventfd);
}

class counter {
public:
    counter()
        : fd_{CHECK_OK(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))} {}
    counter(const counter&) = delete;
    counter& operator=(const counter&) = delete;
    ~counter() { close(fd_); }
    /// What it counts, and is 0 then.
    std::uint64_t take() const {
        std::uint64_t n = 0;
        if (read(fd_, &n, sizeof n) < 0)
            CHECK_EQ(errno, EAGAIN);
        return n;
    }
    void put(std::uint64_t n) const { CHECK_EQ(write(fd_, &n, sizeof n), sizeof n); }
    operator int() const noexcept { return fd_; }

private:
    int fd_;
};

void from_every_context() {
    const test::file session{ALL_TYPES_NODE};
    const counter fd;
    CHECK_OK(pass(session, fd));
    std::uint64_t sent = 0;
    for (unsigned from = 0; from < test::origins(); ++from)
        for (const unsigned how : {ALL_TYPES_MANNER_COPY, ALL_TYPES_MANNER_IN_PLACE}) {
            test::emit(session, 50, from, how);
            sent += 50;
            CHECK_EQ(added(session).used, sent);
            CHECK_EQ(fd.take(), 50U);
        }
    test::emit(session, 50, ALL_TYPES_ORIGIN_THREAD, ALL_TYPES_MANNER_DISCARD);
    CHECK_EQ(added(session).used, sent);
    CHECK_EQ(fd.take(), 0U);
    CHECK_EQ(added(session).lost, 0U);
}

/// Whether it comes before or after those that take the record.
void beside_others() {
    const test::file first{ALL_TYPES_NODE};
    const counter one;
    CHECK_OK(pass(first, one));
    test::subscriber ring{test::bit(ALL_TYPES_TICK)};
    const test::file last{ALL_TYPES_NODE};
    const counter other;
    CHECK_OK(pass(last, other));
    for (const unsigned how :
         {ALL_TYPES_MANNER_COPY, ALL_TYPES_MANNER_IN_PLACE, ALL_TYPES_MANNER_DISCARD})
        test::emit(first, 100, ALL_TYPES_ORIGIN_THREAD, how);
    CHECK_EQ(added(first).used, 200U);
    CHECK_EQ(added(last).used, 200U);
    CHECK_EQ(one.take(), 200U);
    CHECK_EQ(other.take(), 200U);
    CHECK_EQ(ring.counters().used, 200U);
    CHECK_EQ(ring.counters().lost, 0U);
}

void a_storm_is_counted_whole() {
    const test::file session{ALL_TYPES_NODE};
    const counter fd;
    CHECK_OK(pass(session, fd));
    const std::uint32_t sent = test::many() ? 1'000'000 : 50'000;
    test::emit(session, sent);
    CHECK_EQ(added(session).used, sent);
    CHECK_EQ(fd.take(), sent);
}

void what_it_cannot_count_is_lost() {
    constexpr std::uint64_t most = UINT64_MAX - 1; // that a program can put there
    const test::file session{ALL_TYPES_NODE};
    const counter fd;
    CHECK_OK(pass(session, fd));
    fd.put(most - 3);
    test::emit(session, 10);
    CHECK_EQ(test::await(session, POLLIN), POLLIN);
    const auto then = added(session);
    CHECK_EQ(then.used, 10U);
    CHECK_EQ(then.lost, 6U); // the kernel itself may count to UINT64_MAX
    CHECK_EQ(fd.take(), UINT64_MAX);
    pollfd now{session, POLLIN, 0};
    CHECK_EQ(poll(&now, 1, 0), 0);
    gw_counters event{};
    event.element = ALL_TYPES_TICK;
    CHECK_OK(ioctl(session, GW_IOC_COUNTERS, &event));
    CHECK(event.lost >= 6);
    test::emit(session, 2);
    CHECK_EQ(added(session).lost, 6U);
    CHECK_EQ(fd.take(), 2U);
}

void what_it_refuses() {
    const test::file session{ALL_TYPES_NODE};
    const counter fd;
    CHECK_ERRNO(pass(session, -1), EBADF);
    CHECK_ERRNO(pass(session, session), EINVAL);
    CHECK_ERRNO(pass(session, fd, test::bit(ALL_TYPES_NOTE)), ENOENT);
    CHECK_ERRNO(pass(session, fd, 0), EINVAL);
    CHECK_ERRNO(pass(test::file{ALL_TYPES_NODE, O_WRONLY}, fd), EACCES);
    CHECK_OK(pass(session, fd));
    CHECK_ERRNO(pass(session, fd), EBUSY);
}

/// Programs are killed, and close it; it is no harm to the others.
void peers_that_go() {
    const test::file session{ALL_TYPES_NODE};
    {
        const counter fd;
        CHECK_OK(pass(session, fd));
    }
    test::emit(session, 10);
    CHECK_EQ(added(session).used, 10U);
    test::baton ready;
    test::baton never;
    test::child program{[&] {
        const test::file own{ALL_TYPES_NODE};
        const counter fd;
        CHECK_OK(pass(own, fd));
        ready.pass();
        never.take();
    }};
    ready.take();
    test::emit(session, 10);
    program.kill9();
    test::emit(session, 10);
    CHECK_EQ(added(session).used, 30U);
}

void epoll_is_woken_and_the_module_goes(test::module& all_types) {
    const test::file session{ALL_TYPES_NODE};
    const counter fd;
    CHECK_OK(pass(session, fd));
    const int all = CHECK_OK(epoll_create1(EPOLL_CLOEXEC));
    epoll_event wanted{EPOLLIN | EPOLLET, {}};
    CHECK_OK(epoll_ctl(all, EPOLL_CTL_ADD, fd, &wanted));
    test::child sender{[] {
        const test::file own{ALL_TYPES_NODE};
        test::emit(own, 1);
    }};
    epoll_event came{};
    CHECK_EQ(epoll_wait(all, &came, 1, test::patience_ms), 1);
    CHECK_EQ(fd.take(), 1U);
    sender.join();
    test::emit(session, 5);
    all_types.unload();
    CHECK((test::await(session, POLLIN) & POLLHUP) != 0);
    CHECK_EQ(added(session).used, 6U);
    CHECK_EQ(fd.take(), 5U);
    close(all);
}

} // namespace

int main() {
    test::module all_types{"all_types"};
    from_every_context();
    beside_others();
    a_storm_is_counted_whole();
    what_it_cannot_count_is_lost();
    what_it_refuses();
    peers_that_go();
    epoll_is_woken_and_the_module_goes(all_types);
}
