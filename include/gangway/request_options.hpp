// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>

#include <gangway/deadline.hpp>

namespace gangway {

/// How long a get, a set, a call, a dump, or a stream waits for its answer. Connecting, subscribing
/// and opening a stream take the same two among their own options.
///
///     mon.count({.saddr = host}, {.deadline = 2s, .stop = stop.token()})
///
/// It fails with ETIMEDOUT once the deadline has passed and with ECANCELED once a stop is
/// requested, by any thread. If that is so already, nothing is asked. Otherwise the kernel is
/// interrupted at what it does, and that may have taken effect all the same.
///
/// A handler in the kernel ends early if it waits interruptibly; one that does not, and whatever
/// else cannot be interrupted there, is waited for.
///
/// The thread is interrupted by SIGURG, for which a handler that does nothing is installed. A
/// program that handles SIGURG itself keeps its handler and sees more of them; EBUSY if that was
/// installed with SA_RESTART.
struct request_options {
    gangway::deadline deadline = gangway::deadline::never();
    std::stop_token stop = {};

    [[nodiscard]] bool is_unlimited() const noexcept {
        return deadline.is_never() && !stop.stop_possible();
    }
};

} // namespace gangway
