// SPDX-License-Identifier: MIT
//
// A subscription whose items a descriptor gives by read(), without blocking.
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <span>
#include <utility>

#include <unistd.h>

#include "carrier.hpp"
#include "items.hpp"
#include "raw/watch.hpp"

namespace gangway::carriers {

class item_source final : public source {
public:
    /// `from`: what is read; none: the session itself.
    explicit item_source(raw::session session, raw::descriptor from = {})
        : session_{std::move(session)}
        , from_{std::move(from)} {}

    result<std::size_t> read(std::span<raw::record> into) override {
        if (!items_.ready())
            if (auto got = refill(); !got)
                return std::move(got).error();
        return items_.take(into, "read");
    }
    bool arm() override {
        // That the module has gone is for whoever sleeps to see.
        return ended_ || !raw::readable(native_handle());
    }
    [[nodiscard]] int native_handle() const noexcept override {
        return from_ ? from_.get() : session_.native_handle();
    }

private:
    result<void> refill() {
        const auto room = items_.room();
        const auto n = ::read(native_handle(), room.data(), room.size());
        // That the module has gone, poll() tells.
        ended_ = n == 0 || (n < 0 && errno == ENODEV);
        if (n < 0 && !ended_ && errno != EAGAIN && errno != EINTR)
            return errno_error(errno, "read");
        items_.added(static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
        return {};
    }

    raw::session session_; // the subscription lives as long
    raw::descriptor from_;
    items items_;
    bool ended_ = false;
};

} // namespace gangway::carriers
