// SPDX-License-Identifier: MIT
//
// A handler's errors reach the caller if they are declared; the others are the provider's fault.
#include "all_types.gw.h"
#include "test.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};

    const auto becomes = [&](int returned, int expected) {
        union all_types_gw_fail buffer{};
        buffer.request.error = -returned;
        CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_FAIL, &buffer), expected);
        CHECK_EQ(buffer.request.error, -returned);
    };
    for (const int declared : {ENOENT, EBUSY})
        becomes(declared, declared);
    for (const int always : {ENOMEM, EINVAL, ERANGE})
        becomes(always, always);
    constexpr int restart = 512; // ERESTARTSYS, of which there is no word for programs
    constexpr int iocb_queued = 529;
    for (const int undeclared :
         {EPERM, EIO, ENODEV, ENOTTY, EOPNOTSUPP, restart + 1, iocb_queued, 4096, -5, INT32_MAX})
        becomes(undeclared, EPROTO);
    for (const int interrupted : {EINTR, restart})
        becomes(interrupted, EPROTO); // no signal is there that would explain it

    gw_counters counters{};
    counters.element = ALL_TYPES_FAIL;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counters));
    CHECK_EQ(counters.used, 17U);
    CHECK_EQ(counters.failed, 17U);
}
