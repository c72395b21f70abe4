// SPDX-License-Identifier: MIT
//
// What the kernel did not like about a request, in the words of its description.
#pragma once

#include <string>

#include <gangway/description.hpp>

#include "netlink/extack.hpp"

namespace gangway::existing {

/// "type: integer out of range (0 to 1)", "ifindex is missing"; empty: the kernel says no more than
/// an errno. `sent`: the request, with the attributes of `as`.
std::string words_of(const nl::failure& why, const nlmsghdr* sent, const dynamic::layout& as);

} // namespace gangway::existing
