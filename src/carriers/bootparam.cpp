// SPDX-License-Identifier: MIT
//
// bootparam: what the kernel's command line says, once; no client goes this way.
#include <cerrno>

#include "carrier.hpp"

namespace gangway::carriers {

result<std::unique_ptr<carrier>> open_bootparam(const endpoint& /*at*/) {
    return error{.number = EOPNOTSUPP, .message = "only the kernel's command line can say it"};
}

} // namespace gangway::carriers
