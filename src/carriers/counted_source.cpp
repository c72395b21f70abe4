// SPDX-License-Identifier: MIT
#include "carriers/counted_source.hpp"

#include <cerrno>
#include <utility>

#include <poll.h>

#include "raw/watch.hpp"

namespace gangway::carriers {

namespace {

std::vector<int> with(std::vector<int> all, int last) {
    all.push_back(last);
    return all;
}

} // namespace

counted_source::counted_source(raw::session session, unsigned carrier, std::vector<int> data)
    : session_{std::move(session)}
    , carrier_{carrier}
    , ready_{raw::watch(with(std::move(data), session_->native_handle()))} {}

result<std::size_t> counted_source::read(std::span<raw::record> into) {
    for (const bool asked : {false, true}) {
        if (asked)
            if (auto answered = ask(); !answered)
                return std::move(answered).error();
        // What had been sent when the session was asked comes before what it says.
        auto taken = take(into, known_);
        if (!taken || *taken != 0)
            return taken;
    }
    if (lost_ > known_) {
        into[0] = {.cpu = raw::no_cpu, .lost = lost_ - std::exchange(known_, lost_)};
        return 1;
    }
    if (gone_)
        return errno_error(ENODEV, "poll");
    return 0;
}

/// The counters, whenever the session has something to say.
result<void> counted_source::ask() {
    pollfd now{.fd = session_->native_handle(), .events = POLLIN, .revents = 0};
    if (gone_ || poll(&now, 1, 0) <= 0)
        return {};
    gone_ = (now.revents & POLLHUP) != 0;
    const auto counted = session_->counters(0, carrier_);
    if (!counted)
        return counted.error();
    lost_ = counted->lost;
    return {};
}

} // namespace gangway::carriers
