// SPDX-License-Identifier: MIT
//
// One descriptor for several.
#pragma once

#include <span>

#include <gangway/raw.hpp>

namespace gangway::raw {

/// Readable when any of these is, or is in error; itself never in error. Throws exception when
/// there is no descriptor left.
descriptor watch(std::span<const int> sources);

} // namespace gangway::raw
