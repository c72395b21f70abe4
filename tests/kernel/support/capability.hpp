// SPDX-License-Identifier: MIT
//
// Capabilities, for the tests.
#pragma once

#include <linux/capability.h>
#include <sys/syscall.h>

#include "test.hpp"

namespace test {

/// Of all capabilities this process keeps one, which it must be permitted.
inline void keep_only(unsigned capability) {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2]{};
    data[capability / 32].effective = 1U << capability % 32;
    data[capability / 32].permitted = 1U << capability % 32;
    CHECK_OK(syscall(SYS_capset, &header, data));
}

} // namespace test
