// SPDX-License-Identifier: MIT
//
// A thread is registered by its id in the PID namespace of who registers it: whoever has that id
// elsewhere gets no signal, and whoever is elsewhere only cannot be named.
#include <linux/sched.h>

#include "signal.hpp"

namespace {

const int mine = SIGRTMIN + 3;

/// As fork(), with this id in the namespace that the caller is in.
pid_t fork_as(pid_t id) {
    clone_args how{};
    how.exit_signal = SIGCHLD;
    how.set_tid = reinterpret_cast<std::uintptr_t>(&id);
    how.set_tid_size = 1;
    std::fflush(stdout);
    return static_cast<pid_t>(CHECK_OK(syscall(SYS_clone3, &how, sizeof how)));
}

void gets_its_own(const sigset_t& set, pid_t named) {
    const test::file fd{ALL_TYPES_NODE};
    CHECK_OK(test::register_thread(fd, mine, named));
    test::beat(fd, 3);
    CHECK_EQ(test::counted(fd).lost, 0U);
    for (int i = 0; i < 3; ++i)
        CHECK(test::pending(set).has_value());
    CHECK(!test::pending(set));
}

/// In a PID namespace of its own, as the first process of it.
void container(const sigset_t& set, pid_t id, pid_t outside) {
    CHECK_EQ(getpid(), 1);
    CHECK_ERRNO(test::register_thread(test::file{ALL_TYPES_NODE}, mine, outside), ESRCH);
    const pid_t second = fork_as(id);
    if (second == 0) {
        CHECK_EQ(gettid(), id);
        gets_its_own(set, id);
        gets_its_own(set, 0);
        std::fflush(stdout);
        _exit(0);
    }
    int status = 0;
    CHECK_OK(waitpid(second, &status, 0));
    CHECK_EQ(status, 0);
    gets_its_own(set, 1);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const auto set = test::block(mine); // in all that follow, too
    const pid_t outside = getpid();
    test::baton over;
    test::child namesake{[&] {
        over.take();
        CHECK(!test::pending(set));
    }};
    test::child unshared{[&] {
        CHECK_OK(unshare(CLONE_NEWPID));
        test::child first{[&] { container(set, namesake.pid(), outside); }};
        first.join();
    }};
    unshared.join();
    CHECK(!test::pending(set));
    over.pass();
    namesake.join();
}
