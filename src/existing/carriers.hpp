// SPDX-License-Identifier: MIT
//
// Carriers that modules use too, for elements that a kernel already offers.
#pragma once

#include <filesystem>
#include <memory>

#include "../carriers/carrier.hpp"

namespace gangway::existing {

/// Families are looked up on first use.
result<std::unique_ptr<carriers::carrier>> open_genetlink();

/// Nodes, below `root`, are opened on first use.
result<std::unique_ptr<carriers::carrier>> open_ioctl(const std::filesystem::path& root);

} // namespace gangway::existing
