// SPDX-License-Identifier: MIT
//
// The end of a request's wait. The system calls that carriers make know neither deadlines nor stop
// tokens: a thread that waits in one is interrupted by a signal to it alone, and the call fails
// with EINTR.
#pragma once

#include <csignal>
#include <ctime>
#include <functional>
#include <optional>
#include <stop_token>

#include <gangway/dynamic.hpp>

namespace gangway {

/// Of what this thread asks, as long as it lives.
class limit {
public:
    explicit limit(const request_options& of) noexcept
        : of_{of} {}
    limit(const limit&) = delete;
    limit& operator=(const limit&) = delete;
    ~limit();

    /// Errors: EBUSY the program itself handles the signal, and has system calls restarted; those
    /// of timer_create(2).
    result<void> start();
    /// ECANCELED, ETIMEDOUT or, as long as it is not reached, 0.
    [[nodiscard]] int reached() const;

    /// Is this thread's reached? For loops of system calls that need not wait.
    [[nodiscard]] static bool reached_here();

private:
    void interrupt_after(deadline::clock::duration time) const noexcept;

    const request_options& of_;
    const limit* outer_ = nullptr;
    bool started_ = false;
    timer_t timer_{};
    sigset_t mask_{};
    // Last, so that it is destroyed before what it uses.
    std::optional<std::stop_callback<std::function<void()>>> on_stop_;
};

} // namespace gangway
