// SPDX-License-Identifier: MIT
//
// Where an element can be found without us: what one would give to cat, genl or strace.
#pragma once

#include <string>
#include <string_view>

#include <gangway/description.hpp>

namespace gangway::tool {

/// "/sys/class/gangway/icmpmon/enabled"; empty for a carrier that has nothing to show.
/// `name`: of the interface, with its instance, as list prints it.
std::string place_of(const dynamic::element& what, std::string_view carrier,
                     const std::string& name);

} // namespace gangway::tool
