// SPDX-License-Identifier: MIT
//
// What descriptors have to say: one for several, and whether one can be read now.
#pragma once

#include <span>

#include <gangway/raw.hpp>

namespace gangway::raw {

/// Readable when any of these is, or is in error; itself never in error. Throws exception when
/// there is no descriptor left.
descriptor watch(std::span<const int> sources);

/// POLLIN, now; whatever else poll() says.
[[nodiscard]] bool readable(int fd) noexcept;

} // namespace gangway::raw
