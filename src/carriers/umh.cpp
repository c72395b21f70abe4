// SPDX-License-Identifier: MIT
//
// umh: the kernel starts a program; clients do not use it.
#include <cerrno>

#include "carrier.hpp"

namespace gangway::carriers {

result<std::unique_ptr<carrier>> open_umh(const endpoint& /*at*/) {
    return error{.number = EOPNOTSUPP, .message = "the kernel starts a program with the event"};
}

} // namespace gangway::carriers
