// SPDX-License-Identifier: MIT
//
// The numbers of an event's records, by which a listener counts what it has lost.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace gangway::nl {

class sequence {
public:
    /// Counting begins after that number.
    void begin_after(std::uint64_t number) noexcept { last_ = number; }

    /// A record of that number came: how many before it did not; nothing: it does not count, nor
    /// is it one that was awaited.
    std::optional<std::uint64_t> record(std::uint64_t number) noexcept {
        if (number <= last_)
            return std::nullopt;
        const auto missing = number - last_ - 1;
        last_ = number;
        return missing;
    }
    /// Those up to that number have been sent, or dropped: how many did not come.
    std::uint64_t status(std::uint64_t number) noexcept {
        const auto missing = number > last_ ? number - last_ : 0;
        last_ = std::max(last_, number);
        return missing;
    }

private:
    std::uint64_t last_ = 0; // received or lost
};

} // namespace gangway::nl
