// SPDX-License-Identifier: MIT
//
// How long a program goes on that tries much: a slow machine tries less, and says how much.
#pragma once

namespace test {

inline constexpr long trying_ms = 100'000; // of the 300 s that the runner allows

} // namespace test
