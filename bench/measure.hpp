// SPDX-License-Identifier: MIT
//
// How the benchmarks measure. Under the emulator's instruction counter the guest's clock advances
// by one nanosecond with each instruction, so that time is a count of instructions that no other
// load can disturb (see README.md). What one operation costs is the slope between few and many of
// them: what only the first one costs, and the measuring itself, fall out.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace bench {

inline constexpr std::uint32_t few = 96;
inline constexpr std::uint32_t many = 480;
// The queue before the socket, and the socket, hold no more than this; divides both.
inline constexpr std::uint32_t messages_at_once = 16;

struct figure {
    double median = 0;
    double spread = 0; // (greatest - least) / median
};

/// `run(n)` does n operations. Median of several slopes.
inline figure measure(const std::function<void(std::uint32_t)>& run) {
    using clock = std::chrono::steady_clock;
    const auto nanoseconds = [&](std::uint32_t n) {
        const auto start = clock::now();
        run(n);
        return std::chrono::duration<double, std::nano>(clock::now() - start).count();
    };
    run(many); // caches, faults and allocations of the first time
    std::array<double, 9> slopes{};
    for (auto& slope : slopes) {
        const double low = nanoseconds(few);
        slope = (nanoseconds(many) - low) / (many - few);
    }
    std::sort(slopes.begin(), slopes.end());
    const double median = slopes[slopes.size() / 2];
    return {median, (slopes.back() - slopes.front()) / median};
}

/// One line of the report.
struct cell {
    std::string carrier;
    std::string implementation; // gangway, handwritten, peer
    std::string
        metric; // call, 32 calls (of as many in flight, each), get, set, record, read, write
    std::uint32_t size = 0; // bytes
    figure value;
};

} // namespace bench
