// SPDX-License-Identifier: MIT
//
// bootparam: initial values from the kernel command line; clients do not use it.
#include <cerrno>

#include "carrier.hpp"

namespace gangway::carriers {

result<std::unique_ptr<carrier>> open_bootparam(const endpoint& /*at*/) {
    return error{.number = EOPNOTSUPP, .message = "only the kernel's command line can say it"};
}

} // namespace gangway::carriers
