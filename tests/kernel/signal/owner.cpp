// SPDX-License-Identifier: MIT
//
// fcntl() with F_SETOWN and O_ASYNC: whoever owns the file is signalled, and told no content.
#include <vector>

#include "signal.hpp"

namespace {

void own(int fd, int signal) {
    const f_owner_ex me{F_OWNER_TID, gettid()};
    CHECK_OK(fcntl(fd, F_SETOWN_EX, &me));
    if (signal != 0)
        CHECK_OK(fcntl(fd, F_SETSIG, signal));
    CHECK_OK(fcntl(fd, F_SETFL, O_ASYNC));
}

void a_queued_signal_says_which_file() {
    const int mine = SIGRTMIN + 4;
    const auto set = test::block(mine);
    const test::file fd{ALL_TYPES_NODE};
    own(fd, mine);
    test::beat(fd, 3);
    CHECK_EQ(test::counted(fd).used, 3U);
    for (int i = 0; i < 3; ++i) {
        const auto info = test::pending(set);
        CHECK(info.has_value());
        CHECK_EQ(info->si_code, POLL_IN);
        CHECK_EQ(info->si_fd, static_cast<int>(fd));
        CHECK_EQ(info->si_band & POLLIN, POLLIN);
    }
    CHECK(!test::pending(set));
    CHECK_OK(fcntl(fd, F_SETFL, 0));
    test::beat(fd, 3);
    CHECK_EQ(test::counted(fd).used, 6U);
    CHECK(!test::pending(set));
}

void sigio_merges() {
    const auto set = test::block(SIGIO);
    const test::file fd{ALL_TYPES_NODE};
    own(fd, 0);
    test::beat(fd, 10);
    CHECK_EQ(test::counted(fd).used, 10U);
    CHECK_EQ(test::counted(fd).lost, 0U);
    CHECK(test::pending(set).has_value());
    CHECK(!test::pending(set));
}

/// Both ways at once; the file that was closed signals no more.
void beside_a_thread() {
    const int mine = SIGRTMIN + 5;
    const auto io = test::block(SIGIO);
    const auto set = test::block(mine);
    {
        const test::file fd{ALL_TYPES_NODE};
        CHECK_OK(test::register_thread(fd, mine));
        own(fd, 0);
        test::beat(fd, 2);
        CHECK_EQ(test::counted(fd).used, 2U);
        CHECK(test::pending(io).has_value());
        CHECK(test::pending(set).has_value() && test::pending(set).has_value());
    }
    const test::file other{ALL_TYPES_NODE};
    test::beat(other, 2);
    CHECK(!test::pending(io));
    CHECK(!test::pending(set));
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    a_queued_signal_says_which_file();
    sigio_merges();
    beside_a_thread();
}
