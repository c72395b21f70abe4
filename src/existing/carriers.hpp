// SPDX-License-Identifier: MIT
//
// Of carriers that modules have too: what they are for elements that a kernel has already.
#pragma once

#include <filesystem>
#include <memory>

#include "../carriers/carrier.hpp"

namespace gangway::existing {

/// Families are looked for when they are used first.
result<std::unique_ptr<carriers::carrier>> open_genetlink();

/// Nodes, below `root`, are opened when they are used first.
result<std::unique_ptr<carriers::carrier>> open_ioctl(const std::filesystem::path& root);

} // namespace gangway::existing
