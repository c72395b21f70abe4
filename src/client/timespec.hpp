// SPDX-License-Identifier: MIT
//
// A time as system calls take it.
#pragma once

#include <chrono>
#include <ctime>

namespace gangway {

inline timespec to_timespec(std::chrono::nanoseconds time) noexcept {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    return {.tv_sec = static_cast<time_t>(seconds.count()),
            .tv_nsec = static_cast<long>((time - seconds).count())};
}

} // namespace gangway
