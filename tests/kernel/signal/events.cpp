// SPDX-License-Identifier: MIT
//
// A thread that has registered gets each record as a queued signal, from every context and in
// order; by sigwaitinfo, by signalfd, and in a handler. Signals that merge are refused.
#include <sys/signalfd.h>
#include <thread>

#include "signal.hpp"

namespace {

const int mine = SIGRTMIN + 3;

void records_come_in_order_from_every_context() {
    const test::file fd{ALL_TYPES_NODE};
    const auto set = test::block(mine);
    CHECK_OK(test::register_thread(fd, mine));
    for (unsigned from = 0; from < test::origins(); ++from) {
        test::beat(fd, 20, from);
        CHECK_EQ(test::counted(fd).used, 20 * (from + 1));
        for (int i = 0, first = 0; i < 20; ++i) {
            const auto info = test::pending(set);
            CHECK(info.has_value());
            CHECK_EQ(info->si_code, SI_QUEUE);
            CHECK_EQ(info->si_pid, 0);
            CHECK_EQ(GW_SIGNAL_EVENT(info->si_errno), ALL_TYPES_BEAT);
            CHECK_EQ(GW_SIGNAL_LOST(info->si_errno), 0U);
            first = i == 0 ? info->si_int : first;
            CHECK_EQ(info->si_int, first + i);
        }
        CHECK(!test::pending(set));
    }
    CHECK_EQ(test::counted(fd).lost, 0U);
}

void signalfd_and_handlers_take_them() {
    const test::file fd{ALL_TYPES_NODE};
    const auto set = test::block(mine);
    const int taker = CHECK_OK(signalfd(-1, &set, SFD_CLOEXEC));
    CHECK_OK(test::register_thread(fd, mine));
    test::beat(fd, 2);
    for (int i = 0; i < 2; ++i) {
        signalfd_siginfo info{};
        CHECK_EQ(test::await(taker, POLLIN), POLLIN);
        CHECK_EQ(read(taker, &info, sizeof info), sizeof info);
        CHECK_EQ(info.ssi_code, SI_QUEUE);
        CHECK_EQ(GW_SIGNAL_EVENT(info.ssi_errno), ALL_TYPES_BEAT);
    }
    close(taker);

    static volatile sig_atomic_t handled = 0;
    struct sigaction action{};
    action.sa_flags = SA_SIGINFO;
    action.sa_sigaction = [](int, siginfo_t* info, void*) {
        handled = handled + (GW_SIGNAL_EVENT(info->si_errno) == ALL_TYPES_BEAT ? 1 : 100);
    };
    CHECK_OK(sigaction(mine, &action, nullptr));
    CHECK_EQ(pthread_sigmask(SIG_UNBLOCK, &set, nullptr), 0);
    test::beat(fd, 3);
    CHECK_EQ(test::counted(fd).used, 5U);
    CHECK_EQ(static_cast<int>(handled), 3);
    test::block(mine);
}

void what_it_refuses() {
    const test::file fd{ALL_TYPES_NODE};
    for (const int ordinary : {0, SIGUSR1, SIGIO, SIGKILL, 31, 32, 33, 65, 4096})
        CHECK_ERRNO(test::register_thread(fd, ordinary), EINVAL);
    CHECK_ERRNO(test::register_thread(fd, mine, 0x3fffffff), ESRCH);
    CHECK_ERRNO(test::register_thread(test::file{ALL_TYPES_NODE, O_WRONLY}, mine), EACCES);
    gw_subscribe bare{};
    bare.carrier = GW_CARRIER_signal;
    bare.events[0] = test::bit(ALL_TYPES_BEAT);
    CHECK_ERRNO(ioctl(fd, GW_IOC_SUBSCRIBE, &bare), EINVAL);
    bare.events[0] = test::bit(ALL_TYPES_TICK);
    CHECK_ERRNO(ioctl(fd, GW_IOC_SUBSCRIBE, &bare), EINVAL);
    CHECK_OK(test::register_thread(fd, SIGRTMAX));
    CHECK_ERRNO(test::register_thread(fd, mine), EBUSY);
}

/// Any of one's own, which need not be the one that asks; only that one has it.
void another_thread_is_registered() {
    const test::file fd{ALL_TYPES_NODE};
    const auto set = test::block(mine); // and in what begins from here on
    test::baton told;
    test::baton ready;
    std::thread other{[&] {
        told.pass(static_cast<std::uint64_t>(gettid()));
        ready.take();
        for (int i = 0; i < 4; ++i)
            CHECK(test::pending(set).has_value());
        CHECK(!test::pending(set));
    }};
    CHECK_OK(test::register_thread(fd, mine, static_cast<pid_t>(told.take())));
    test::beat(fd, 4);
    CHECK_EQ(test::counted(fd).used, 4U);
    CHECK(!test::pending(set));
    ready.pass();
    other.join();
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    records_come_in_order_from_every_context();
    signalfd_and_handlers_take_them();
    what_it_refuses();
    another_thread_is_registered();
}
