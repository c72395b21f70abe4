// SPDX-License-Identifier: MIT
//
// Whose threads may be registered; and the end of one: killed, run out, or another program by now.
// It is noticed, counted, and no more is offered. Unloading ends it for all.
#include <sys/prctl.h>

#include "capability.hpp"
#include "signal.hpp"

namespace {

const int mine = SIGRTMIN + 3;

void become_nobody() {
    CHECK_OK(setgid(65534));
    CHECK_OK(setuid(65534));
}

void only_ones_own_or_by_capability() {
    test::baton never;
    test::child other{[&] {
        become_nobody();
        never.take();
    }};
    test::child nobody{[&] { // the same user is not enough
        become_nobody();
        const test::file fd{ALL_TYPES_NODE};
        CHECK_ERRNO(test::register_thread(fd, mine, other.pid()), EPERM);
        CHECK_ERRNO(test::register_thread(fd, mine, 1), EPERM);
        CHECK_OK(test::register_thread(fd, mine));
    }};
    nobody.join();
    test::child killer{[&] {
        CHECK_OK(prctl(PR_SET_KEEPCAPS, 1));
        become_nobody();
        test::keep_only(CAP_KILL);
        CHECK_OK(test::register_thread(test::file{ALL_TYPES_NODE}, mine, other.pid()));
    }};
    killer.join();
    CHECK_ERRNO(test::register_thread(test::file{ALL_TYPES_NODE}, mine, 2), EPERM); // kthreadd
    other.kill9();
}

/// What was emitted before it ended, nobody knows; the first after it is lost, and the last
/// offered.
void is_noticed(int fd, std::uint64_t before) {
    CHECK_EQ(test::counted(fd).used, before);
    test::beat(fd, 1);
    const auto then = test::counted(fd);
    CHECK_EQ(then.used, before + 1);
    CHECK_EQ(then.lost, 1U);
    pollfd now{fd, POLLIN, 0};
    CHECK_EQ(poll(&now, 1, 0), 1);
    CHECK_EQ(now.revents, POLLERR);
    gw_counters event{};
    event.element = ALL_TYPES_BEAT;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &event));
    CHECK_EQ(event.subscribers, 0U);
    test::beat(fd, 10);
    CHECK_EQ(test::counted(fd).used, before + 1);
    CHECK_ERRNO(test::register_thread(fd, mine), EBUSY); // the session stays what it was
}

void one_that_is_killed() {
    const test::file fd{ALL_TYPES_NODE};
    test::baton never;
    test::block(mine);
    test::child registrant{[&] { never.take(); }};
    CHECK_OK(test::register_thread(fd, mine, registrant.pid()));
    test::beat(fd, 3);
    CHECK_EQ(test::counted(fd).lost, 0U);
    registrant.kill9();
    is_noticed(fd, 3);
}

void one_that_runs_another_program() {
    const test::file fd{ALL_TYPES_NODE};
    test::baton begin;
    test::child registrant{[&] {
        begin.take();
        execl("/bin/sh", "sh", "-c", "while :; do :; done", nullptr);
    }};
    CHECK_OK(test::register_thread(fd, mine, registrant.pid()));
    begin.pass();
    const auto name = "/proc/" + std::to_string(registrant.pid()) + "/cmdline";
    CHECK(test::eventually([&] { return test::read_file(name).starts_with("sh"); }));
    is_noticed(fd, 0);
    registrant.kill9(); // of which it dies, and not of the other signal
}

/// Who registers and is killed leaves nothing behind.
void whole_programs_that_are_killed() {
    const test::file fd{ALL_TYPES_NODE};
    for (int i = 0; i < (test::many() ? 50 : 5); ++i) {
        test::baton ready;
        test::baton never;
        test::child program{[&] {
            const test::file own{ALL_TYPES_NODE};
            test::block(mine);
            CHECK_OK(test::register_thread(own, mine));
            ready.pass();
            never.take();
        }};
        ready.take();
        test::beat(fd, 50);
        program.kill9();
        test::beat(fd, 50);
    }
    gw_counters event{};
    event.element = ALL_TYPES_BEAT;
    CHECK(test::eventually([&] {
        CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &event));
        return event.subscribers == 0;
    }));
}

void the_module_goes(test::module& all_types) {
    const test::file fd{ALL_TYPES_NODE};
    const auto set = test::block(mine);
    CHECK_OK(test::register_thread(fd, mine));
    test::beat(fd, 7);
    all_types.unload();
    CHECK((test::await(fd, POLLIN) & POLLHUP) != 0);
    CHECK_EQ(test::counted(fd).used, 7U); // still, and the last has been sent now
    for (int i = 0; i < 7; ++i)
        CHECK(test::pending(set).has_value());
    CHECK(!test::pending(set));
}

} // namespace

int main() {
    test::module all_types{"all_types"};
    only_ones_own_or_by_capability();
    one_that_is_killed();
    one_that_runs_another_program();
    whole_programs_that_are_killed();
    the_module_goes(all_types);
}
