// SPDX-License-Identifier: MIT
//
// What poll says: nothing when there is nothing, EPOLLIN when there is, also of a mere loss, and as
// often as it is asked: epoll asks when it is told of a file, and again when it is waited for.
#include <sys/epoll.h>
#include <utility>

#include "ring.hpp"

namespace {

short ready(int fd) {
    pollfd waiting{fd, POLLIN, 0};
    return poll(&waiting, 1, 0) == 1 ? waiting.revents : short{0};
}

/// As poll says it, through a new epoll, and once more after a change.
bool ready_by_epoll(int fd) {
    const int epoll = CHECK_OK(epoll_create1(EPOLL_CLOEXEC));
    epoll_event wanted{EPOLLIN, {}};
    epoll_event got{};
    CHECK_OK(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &wanted));
    const bool first = epoll_wait(epoll, &got, 1, 0) == 1;
    CHECK_OK(epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &wanted));
    CHECK_EQ(epoll_wait(epoll, &got, 1, 0) == 1, first);
    close(epoll);
    return first;
}

void reports(int fd, std::uint32_t flags) {
    test::subscriber sub{test::bit(ALL_TYPES_TICK), flags, 4096};
    CHECK(sub.arm());
    CHECK_EQ(ready(sub.fd()), 0);
    CHECK_EQ(sub.control().wake, 1U);
    test::emit(fd, 1);
    CHECK_EQ(sub.wait(), POLLIN);
    CHECK_EQ(ready(sub.fd()), POLLIN); // as long as it is not read
    CHECK(ready_by_epoll(sub.fd()));
    sub.drain();
    CHECK_EQ(ready(sub.fd()), 0);
    // Without a request to be woken the kernel leaves the flag alone.
    __atomic_store_n(&sub.control().wake, 0, __ATOMIC_SEQ_CST);
    test::emit(fd, 1);
    CHECK_EQ(sub.control().wake, 0U);
    CHECK_EQ(ready(sub.fd()), POLLIN);
    sub.drain();
    CHECK(sub.arm());
    CHECK_EQ(ready(sub.fd()), 0);
}

void reports_mere_loss(int fd) {
    test::subscriber sub{test::bit(ALL_TYPES_TICK), 0, 4096};
    test::emit(fd, 4096 / sizeof(all_types_gw_tick)); // more than fit with their headers
    bool once = false;
    sub.drain([&](unsigned, const gw_reader_item&, gw_reader_status) {
        if (!std::exchange(once, true))
            test::emit(fd, 1); // nothing was given back yet: no room
    });
    const auto received = sub.received();
    const auto lost = sub.lost();
    CHECK(lost > 0);
    CHECK(ready_by_epoll(sub.fd()));
    CHECK_EQ(ready(sub.fd()), POLLIN);
    CHECK(ready_by_epoll(sub.fd()));
    sub.drain();
    CHECK_EQ(sub.received(), received);
    CHECK_EQ(sub.lost(), lost + 1);
    CHECK(sub.arm());
    CHECK_EQ(ready(sub.fd()), 0);
    CHECK(!ready_by_epoll(sub.fd()));
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    test::run_on(0);
    reports(fd, 0);
    reports(fd, GW_RING_OVERWRITE);
    reports_mere_loss(fd);
}
