// SPDX-License-Identifier: MIT
//
// How long a program goes on that tries much: a slow machine tries less, and says how much.
#pragma once

#include "test.hpp"

namespace test {

inline constexpr long trying_ms = 100'000; // of the 300 s that the runner allows

/// What is tried, one after the other: `wanted` of it, or what can be had in the time, but never
/// fewer than `least`: a machine on which even that takes too long fails.
class trying {
public:
    static constexpr std::uint64_t least = 100'000;

    explicit trying(std::uint64_t wanted)
        : wanted_{wanted} {}

    [[nodiscard]] bool goes_on(std::uint64_t done) const {
        return done < wanted_ && (done < least || now_ms() - begin_ < trying_ms);
    }
    void say(std::uint64_t done) const {
        std::printf("%lu inputs of %lu in %ld ms\n", done, wanted_,
                    static_cast<long>(now_ms() - begin_));
        CHECK(done >= std::min(wanted_, least));
    }

private:
    std::uint64_t wanted_;
    std::int64_t begin_ = now_ms();
};

} // namespace test
