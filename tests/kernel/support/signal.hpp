// SPDX-License-Identifier: MIT
//
// Beats of all_types as real-time signals, in bare system calls.
#pragma once

#include <csignal>
#include <optional>
#include <sys/resource.h>

#include "ring.hpp"

namespace test {

/// Blocked in this thread from now on.
inline sigset_t block(int signal) {
    sigset_t set{};
    sigemptyset(&set);
    sigaddset(&set, signal);
    CHECK_EQ(pthread_sigmask(SIG_BLOCK, &set, nullptr), 0);
    return set;
}

/// The next that is pending, if any is.
inline std::optional<siginfo_t> pending(const sigset_t& set) {
    siginfo_t info{};
    const timespec now{};
    if (sigtimedwait(&set, &info, &now) > 0)
        return info;
    CHECK_EQ(errno, EAGAIN);
    return std::nullopt;
}

/// Registers a thread for beats; 0: this one.
inline int register_thread(int fd, int signal, pid_t thread = 0) {
    gw_subscribe_signal wanted{};
    wanted.head.carrier = GW_CARRIER_signal;
    wanted.head.events[0] = bit(ALL_TYPES_BEAT);
    wanted.signal = static_cast<std::uint32_t>(signal);
    wanted.thread = static_cast<std::uint32_t>(thread);
    const int result = ioctl(fd, GW_SIGNAL_SUBSCRIBE, &wanted);
    if (result == 0)
        CHECK_EQ(wanted.thread, thread != 0 ? thread : gettid());
    return result;
}

/// Of the session's subscription; all that was emitted before has been sent, or lost.
inline gw_counters counted(int fd, unsigned carrier = GW_CARRIER_signal) {
    gw_counters counters{};
    counters.carrier = carrier;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counters));
    return counters;
}

/// Sends `count` beats on this CPU.
inline void beat(int fd, std::uint32_t count, unsigned from = ALL_TYPES_ORIGIN_THREAD) {
    emit(fd, count, from, ALL_TYPES_MANNER_BEAT);
}

/// Real-time signals that may be pending for this user at a time, from now on.
inline void limit_pending(rlim_t most) {
    const rlimit limit{most, most};
    CHECK_OK(setrlimit(RLIMIT_SIGPENDING, &limit));
}

} // namespace test
