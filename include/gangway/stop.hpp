// SPDX-License-Identifier: MIT
#pragma once

#include <csignal>
#include <initializer_list>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include <gangway/deadline.hpp>

namespace gangway {

/// Turns signals into a stop request, as long as it lives:
///
///     gangway::stop_on_signals stop{SIGINT, SIGTERM};
///     auto packets = mon.packet.subscribe({.stop = stop.token()}).value();
///
/// It installs handlers, so that it works with any threads, whatever signals they block, and
/// programs started by exec get the signals' default action. The handler only wakes a thread of
/// this object, which requests the stop, so callbacks run on an ordinary thread.
///
/// The system call that waits in the thread that takes the signal fails with EINTR, and with it a
/// call, get or set of this library, even if it was not given the token. Given the token, it ends
/// in every thread, whether the signal comes before or after it has begun to wait; and so does a
/// dump, of whose many system calls a signal alone may end but one.
///
/// A second signal does what it would have done without this object, so that an impatient Ctrl-C
/// ends a program that does not stop. Only one such object may exist at a time.
class stop_on_signals {
public:
    /// Throws gangway::exception: EBUSY there is one already, EINVAL no such signal, EMFILE no
    /// descriptor is free, EAGAIN no thread can be started.
    stop_on_signals(std::initializer_list<int> signals);
    stop_on_signals(const stop_on_signals&) = delete;
    stop_on_signals& operator=(const stop_on_signals&) = delete;
    /// Restores the previous handlers.
    ~stop_on_signals();

    [[nodiscard]] std::stop_token token() const noexcept { return source_.get_token(); }

private:
    void start(std::initializer_list<int> signals);
    void finish() noexcept;

    std::stop_source source_;
    std::vector<std::pair<int, struct sigaction>> former_;
    std::jthread thread_;
};

} // namespace gangway
