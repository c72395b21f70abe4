// SPDX-License-Identifier: MIT
//
// A signal in the middle of a read or write: once something has been transferred that much is said,
// whatever the signal's handler has asked for, and never EINTR; what was not transferred is where
// it was. A writer that has waited for room in vain has written nothing.
#include <csignal>

#include "filed.gw.h"
#include "piped.gw.h"
#include "stream.hpp"

namespace {

constexpr std::size_t chunk = 1 << 16;
constexpr off_t signals = off_t{1} << 42; // of `filed`: the second chunk behind it sends SIGUSR1

volatile std::sig_atomic_t came = 0;

void handle(int flags) {
    struct sigaction action{};
    action.sa_handler = [](int) { came = came + 1; };
    action.sa_flags = flags;
    CHECK_OK(sigaction(SIGUSR1, &action, nullptr));
}

template <typename Transfer>
void is_short(Transfer transfer) {
    const test::file fd{FILED_NODE};
    static char all[4 * chunk];
    for (const int flags : {0, SA_RESTART}) {
        handle(flags);
        came = 0;
        CHECK_EQ(transfer(fd, all, sizeof all, signals), 2 * chunk); // with the one that sent it
        CHECK_EQ(came, 1);
        CHECK_EQ(transfer(fd, all, sizeof all, signals + chunk), chunk); // in its first
        CHECK_EQ(came, 2);
        CHECK_EQ(transfer(fd, all, sizeof all, signals + 2 * chunk), sizeof all);
        CHECK_EQ(came, 2);
    }
}

void moves_the_position_as_far() {
    const test::file fd{FILED_NODE};
    static char all[4 * chunk];
    CHECK_EQ(lseek(fd, signals, SEEK_SET), signals);
    CHECK_EQ(read(fd, all, sizeof all), 2 * chunk);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), signals + off_t{2 * chunk});
    CHECK_EQ(read(fd, all, sizeof all), sizeof all);
}

void waited_in_vain() {
    const test::file fd{PIPED_NODE, O_RDWR | O_NONBLOCK};
    static char all[2 * chunk];
    const auto full = CHECK_OK(write(fd, all, sizeof all));
    test::child writer{[] {
        handle(0);
        const test::file own{PIPED_NODE, O_WRONLY};
        CHECK_ERRNO(write(own, all, sizeof all), EINTR);
    }};
    writer.wait_until_in(SYS_write);
    CHECK_OK(kill(writer.pid(), SIGUSR1));
    writer.join();
    CHECK_EQ(read(fd, all, sizeof all), full);
    CHECK_ERRNO(read(fd, all, sizeof all), EAGAIN);
}

} // namespace

int main() {
    const test::module streams{"streams"};
    is_short(pread);
    is_short(pwrite);
    moves_the_position_as_far();
    waited_in_vain();
}
