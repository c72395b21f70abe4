// SPDX-License-Identifier: MIT
//
// The provider goes, while it is in use and while it is not: its device is nobody's from then on,
// and not the next one's. Callers are interrupted, and killed; one whose memory never comes keeps
// nobody else.
#include <csignal>
#include <memory>

#include "all_types.gw.h"
#include "many_instances.gw.h"
#include "stalled_memory.hpp"
#include "system_call.hpp"

namespace {

long slow(const test::calls& by, bool stubborn = false) {
    union all_types_gw_slow sleep{};
    sleep.request.ms = stubborn ? 100 : 600'000;
    sleep.request.stubborn = stubborn;
    return by.ask(ALL_TYPES_IOC_SLOW, &sleep);
}

void in_use(bool stubborn) {
    test::module all_types{"all_types"};
    const test::calls by;
    test::child served{[&] {
        if (stubborn)
            CHECK_OK(slow(by, true));
        else
            CHECK_ERRNO(slow(by), ENODEV);
    }};
    test::wait_until_slow();
    test::child next{[&] { CHECK_ERRNO(by.ask(ALL_TYPES_IOC_NOTHING), ENODEV); }};
    next.wait_until_in(GW_SYSCALL);
    test::child own{[&] { CHECK_ERRNO(syscall(549, 42), ENODEV); }};
    own.wait_until_in(549);
    all_types.unload();
    for (auto* const each : {&served, &next, &own})
        each->join();
    CHECK_ERRNO(by.ask(ALL_TYPES_IOC_NOTHING), ENODEV);
    CHECK_ERRNO(syscall(549, 42), ENOSYS);
}

void not_the_next_ones() {
    auto first = std::make_unique<test::module>("all_types");
    test::calls by;
    const auto before = by.number();
    first.reset();
    CHECK_ERRNO(by.ask(ALL_TYPES_IOC_NOTHING), ENODEV);
    CHECK_ERRNO(by.find("all_types"), ENODEV);
    const test::module many{"many_instances"};
    const test::module again{"all_types"};
    CHECK_ERRNO(by.ask(ALL_TYPES_IOC_NOTHING), ENODEV);
    CHECK_OK(by.find("all_types"));
    CHECK(by.number() != before);
    CHECK_OK(by.ask(ALL_TYPES_IOC_NOTHING));
    CHECK(test::calls{"many_instances@alpha"}.number() != before);
}

void killed() {
    const test::module all_types{"all_types"};
    const test::calls by;
    for (int i = 0; i < 10; ++i) {
        test::child inside{[&] { slow(by); }};
        test::wait_until_slow();
        test::child in_front{[] {
            for (;;)
                syscall(549, 42);
        }};
        in_front.wait_until_in(549);
        (i % 2 == 0 ? in_front : inside).kill9();
        (i % 2 == 0 ? inside : in_front).kill9();
        CHECK_OK(by.ask(ALL_TYPES_IOC_NOTHING));
    }
}

// A signal whose handler says nothing of SA_RESTART ends the wait.
void interrupted() {
    const test::module all_types{"all_types"};
    const test::calls by;
    test::child sleeper{[&] {
        struct sigaction quiet{};
        quiet.sa_handler = [](int) {};
        CHECK_OK(sigaction(SIGUSR1, &quiet, nullptr));
        CHECK_ERRNO(slow(by), EINTR);
    }};
    test::wait_until_slow();
    CHECK_OK(kill(sleeper.pid(), SIGUSR1));
    sleeper.join();
}

void stalled() {
    const int fd = test::open_userfaultfd();
    if (fd < 0) {
        std::printf("skipped: memory that never comes: %s\n", std::strerror(errno));
        return;
    }
    close(fd);
    for (const unsigned long request :
         {ALL_TYPES_IOC_GET_LEVEL, ALL_TYPES_IOC_SET_LEVEL, ALL_TYPES_IOC_ECHO}) {
        test::module all_types{"all_types"};
        const test::calls by;
        test::child waiting{[&] { by.ask(request, test::memory_that_never_comes()); }};
        waiting.wait_until_in(GW_SYSCALL);
        CHECK_OK(by.ask(ALL_TYPES_IOC_NOTHING));
        all_types.unload();
        const test::module many{"many_instances"};
        CHECK(test::calls{"many_instances@alpha"}.number() != by.number());
        waiting.kill9();
    }
}

} // namespace

int main() {
    test::need_system_calls();
    in_use(true);
    in_use(false);
    not_the_next_ones();
    killed();
    interrupted();
    stalled();
}
