// SPDX-License-Identifier: MIT
//
// genetlink: a generic netlink family.
#include "carrier.hpp"

namespace gangway::carriers {

result<std::unique_ptr<carrier>> open_genetlink(const endpoint& /*at*/) {
    return std::make_unique<carrier>();
}

} // namespace gangway::carriers
