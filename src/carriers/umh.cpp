// SPDX-License-Identifier: MIT
//
// umh: the kernel starts a program; clients do not use it.
#include <cerrno>

#include "carrier.hpp"

namespace gangway::carriers {

result<std::unique_ptr<carrier>> open_umh(const endpoint& /*at*/) {
    return error{.number = EOPNOTSUPP,
                 .message = "no client receives it: the kernel starts a program for each; "
                            "subscribe by another of its carriers"};
}

} // namespace gangway::carriers
