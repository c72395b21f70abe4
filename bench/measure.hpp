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

/// What `run(n)` takes for each of the n, beyond what the first `less` take: the median of several
/// slopes. Before each, `pause()`.
inline figure slopes(std::uint32_t less, std::uint32_t more,
                     const std::function<void(std::uint32_t)>& run,
                     const std::function<void()>& pause) {
    using clock = std::chrono::steady_clock;
    const auto nanoseconds = [&](std::uint32_t n) {
        const auto start = clock::now();
        run(n);
        return std::chrono::duration<double, std::nano>(clock::now() - start).count();
    };
    std::array<double, 9> found{};
    for (auto& slope : found) {
        pause();
        const double low = nanoseconds(less);
        slope = (nanoseconds(more) - low) / (more - less);
    }
    std::sort(found.begin(), found.end());
    const double median = found[found.size() / 2];
    return {median, (found.back() - found.front()) / median};
}

/// `run(n)` does n operations.
inline figure measure(const std::function<void(std::uint32_t)>& run) {
    run(many); // caches, faults and allocations of the first time
    return slopes(few, many, run, [] {});
}

/// One line of the report.
struct cell {
    std::string carrier;
    std::string implementation; // gangway, handwritten, or the name of another peer
    std::string
        metric; // call, 32 calls (of as many in flight, each), get, set, record, read, write
    std::uint32_t size = 0; // bytes
    figure value;
    // Of what grows: so many of these there are. Should the cost be the same for any number?
    std::string by = {};
    std::uint64_t at = 0;
    bool constant = false;
    std::string unit = "instructions";
};

} // namespace bench
