// SPDX-License-Identifier: MIT
// Carriers: ring
//
// The provider goes while clients sleep for its records: all wake up and are notified.
#include <sys/epoll.h>

#include "ring.hpp"

int main() {
    test::module all_types{"all_types"};
    test::child poller{[] {
        test::subscriber sub{test::bit(ALL_TYPES_TICK)};
        CHECK(sub.arm());
        CHECK_EQ(sub.wait(), POLLHUP | POLLERR);
        CHECK_EQ(sub.wait(), POLLHUP | POLLERR); // and it stays so
    }};
    test::child edge{[] {
        test::subscriber sub{test::bit(ALL_TYPES_TICK)};
        const int set = CHECK_OK(epoll_create1(EPOLL_CLOEXEC));
        epoll_event event{};
        event.events = EPOLLIN | EPOLLET;
        CHECK_OK(epoll_ctl(set, EPOLL_CTL_ADD, sub.fd(), &event));
        CHECK(sub.arm());
        CHECK_EQ(epoll_wait(set, &event, 1, test::patience_ms), 1);
        CHECK_EQ(event.events, EPOLLHUP | EPOLLERR);
    }};
    test::child session{[] { // one that subscribed to nothing
        const test::file fd{ALL_TYPES_NODE};
        CHECK_EQ(test::await(fd, 0), POLLHUP | POLLERR);
    }};
    poller.wait_until_in(SYS_poll);
    edge.wait_until_in(SYS_epoll_wait);
    session.wait_until_in(SYS_poll);
    all_types.unload();
    poller.join();
    edge.join();
    session.join();
}
