// SPDX-License-Identifier: MIT
//
// tracepoint: for those who look at the kernel; clients do not use it.
#include <cerrno>

#include "carrier.hpp"

namespace gangway::carriers {

result<std::unique_ptr<carrier>> open_tracepoint(const endpoint& /*at*/) {
    return error{.number = EOPNOTSUPP,
                 .message = "read it with trace-cmd, perf or bpftrace, or in /sys/kernel/tracing"};
}

} // namespace gangway::carriers
