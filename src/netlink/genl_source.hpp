// SPDX-License-Identifier: MIT
//
// A subscription to a Gangway interface over generic netlink; <gangway/genetlink.h> has the
// protocol.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "carriers/carrier.hpp"
#include "netlink/genl.hpp"

namespace gangway::genl {

/// On a socket of its own. Errors: EOPNOTSUPP the family has no group for one of them, ENODEV no
/// such instance, EPERM, and those of sockets.
result<std::unique_ptr<carriers::source>> subscribe(const family& to, const std::string& instance,
                                                    std::span<const dynamic::element* const> events,
                                                    const subscribe_options& options);

} // namespace gangway::genl
