// SPDX-License-Identifier: MIT
#include "client/limit.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>

#include <pthread.h>
#include <unistd.h>

#include "client/stop.hpp"
#include "client/timespec.hpp"
#include "description/explain.hpp"

namespace gangway {

namespace {

using namespace std::chrono_literals;

// Ignored by programs that do not handle it, and harmless to those that do: it means that they
// should look whether urgent data have arrived.
constexpr int wake_signal = SIGURG;

// A signal that comes just before the system call is of no use, so it is repeated.
constexpr auto pause = 5ms;

thread_local const limit* innermost = nullptr;

extern "C" void gangway_wake_handler(int /*signal*/) {}

result<void> handle_signal() {
    struct sigaction now{};
    sigaction(wake_signal, nullptr, &now);
    const bool is_free = (now.sa_flags & SA_SIGINFO) == 0 &&
                         (now.sa_handler == SIG_DFL || now.sa_handler == SIG_IGN);
    if (!is_free && (now.sa_flags & SA_RESTART) != 0)
        return error{.number = EBUSY,
                     .message = "a deadline or a stop token needs SIGURG, which this program "
                                "handles with SA_RESTART; install its handler without"};
    if (is_free) {
        struct sigaction ours{};
        ours.sa_handler = gangway_wake_handler;
        ours.sa_flags = SA_ONSTACK; // and no SA_RESTART
        sigaction(wake_signal, &ours, nullptr);
    }
    return {};
}

sigset_t only_wake() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, wake_signal);
    return set;
}

} // namespace

result<void> limit::start() {
    if (auto ready = handle_signal(); !ready)
        return ready;
    sigevent event{};
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = wake_signal;
    event._sigev_un._tid = gettid(); // sigev_notify_thread_id, which glibc does not name everywhere
    if (timer_create(CLOCK_MONOTONIC, &event, &timer_) != 0)
        return errno_error(errno, "timer_create");
    const auto wake = only_wake();
    pthread_sigmask(SIG_UNBLOCK, &wake, &mask_);
    outer_ = innermost;
    innermost = this;
    started_ = true;
    if (const auto left = of_.deadline.left())
        interrupt_after(*left);
    on_stop_.emplace(of_.stop, [this] { interrupt_after(0ns); });
    return {};
}

limit::~limit() {
    if (!started_)
        return;
    on_stop_.reset();
    timer_delete(timer_);
    if (sigismember(&mask_, wake_signal) == 1) { // what else it blocks meanwhile stays so
        const auto wake = only_wake();
        pthread_sigmask(SIG_BLOCK, &wake, nullptr); // after what the timer sent has been delivered
    }
    innermost = outer_;
}

int limit::reached() const {
    if (of_.stop.stop_requested() || (of_.stop.stop_possible() && stop_is_due(of_.stop)))
        return ECANCELED;
    return of_.deadline.passed() ? ETIMEDOUT : 0;
}

bool limit::reached_here() {
    return innermost != nullptr && innermost->reached() != 0;
}

// From any thread.
void limit::interrupt_after(deadline::clock::duration time) const noexcept {
    const itimerspec when{.it_interval = to_timespec(pause),
                          .it_value = to_timespec(std::max<std::chrono::nanoseconds>(time, 1ns))};
    timer_settime(timer_, 0, &when, nullptr);
}

} // namespace gangway
