// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace gangway {

/// How long to wait: until a time of the steady clock, for a duration from now, or never().
class deadline {
public:
    using clock = std::chrono::steady_clock;

    constexpr deadline(clock::time_point when) noexcept
        : when_{when} {}
    /// From now on; a duration too long for the clock means never.
    template <typename Rep, typename Period>
    deadline(std::chrono::duration<Rep, Period> from_now)
        : when_{after(std::chrono::duration<double>{from_now}, from_now)} {}

    static constexpr deadline never() noexcept { return clock::time_point::max(); }

    [[nodiscard]] bool passed() const { return !is_never() && clock::now() >= when_; }
    [[nodiscard]] constexpr bool is_never() const noexcept {
        return when_ == clock::time_point::max();
    }
    /// The time left, not negative; nothing for never().
    [[nodiscard]] std::optional<clock::duration> left() const {
        if (is_never())
            return std::nullopt;
        return std::max(clock::duration::zero(), when_ - clock::now());
    }

private:
    template <typename Duration>
    static clock::time_point after(std::chrono::duration<double> rough, Duration exact) {
        const auto now = clock::now();
        if (rough > clock::time_point::max() - now - std::chrono::seconds{1})
            return clock::time_point::max();
        return now + std::chrono::ceil<clock::duration>(exact);
    }

    clock::time_point when_;
};

} // namespace gangway
