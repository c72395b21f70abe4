// SPDX-License-Identifier: MIT
//
// The calls of all_types by each carrier that has calls, in bare system calls.
#pragma once

#include <cstdint>
#include <vector>

#include "carriers.hpp"
#include "genl.hpp"
#include "netlink.hpp"
#include "sockopt.hpp"
#include "system_call.hpp"
#include "uring.hpp"

namespace test {

struct caller {
    const char* carrier;
    long sleeps_in; // this system call, while it waits
    int (*nothing)();
    int (*slow)(std::uint32_t ms, bool stubborn);
};

namespace by {

inline union all_types_gw_slow long_call(std::uint32_t ms, bool stubborn) {
    union all_types_gw_slow call{};
    call.request.ms = ms;
    call.request.stubborn = stubborn;
    return call;
}

inline int ioctl(unsigned long request, void* data) {
    const file fd{ALL_TYPES_NODE};
    return ::ioctl(fd, request, data) == 0 ? 0 : errno;
}

inline int uring(unsigned long request, const void* data) {
    const file fd{ALL_TYPES_NODE};
    return test::uring{}.ask(fd, request, data);
}

inline int system_call(unsigned long request, void* data) {
    return static_cast<int>(calls{}.ask(request, data)) == 0 ? 0 : errno;
}

} // namespace by

/// All that this kernel has. Each function returns 0, or an errno.
inline std::vector<caller> callers() {
    std::vector<caller> all{
        {"ioctl", SYS_ioctl, [] { return by::ioctl(ALL_TYPES_IOC_NOTHING, nullptr); },
         [](std::uint32_t ms, bool stubborn) {
             auto call = by::long_call(ms, stubborn);
             return by::ioctl(ALL_TYPES_IOC_SLOW, &call);
         }},
        {"genetlink", SYS_poll, [] { return genl{}.ask(ALL_TYPES_NOTHING).error; },
         [](std::uint32_t ms, bool stubborn) {
             return genl{}.ask(ALL_TYPES_SLOW, slow(ms, stubborn)).error;
         }},
        {"netlink", SYS_sendto,
         [] { return own::socket{}.ask(GW_NETLINK_CALL, ALL_TYPES_NOTHING).error; },
         [](std::uint32_t ms, bool stubborn) {
             return own::socket{}
                 .ask(GW_NETLINK_CALL, ALL_TYPES_SLOW, own::slow(ms, stubborn))
                 .error;
         }},
        {"sockopt", SYS_getsockopt,
         [] { return options{}.call(ALL_TYPES_NOTHING) == 0 ? 0 : errno; },
         [](std::uint32_t ms, bool stubborn) {
             auto call = by::long_call(ms, stubborn);
             return options{}.get(ALL_TYPES_SLOW, call) == 0 ? 0 : errno;
         }},
        {"io_uring", SYS_io_uring_enter, [] { return by::uring(ALL_TYPES_IOC_NOTHING, nullptr); },
         [](std::uint32_t ms, bool stubborn) {
             const auto call = by::long_call(ms, stubborn);
             return by::uring(ALL_TYPES_IOC_SLOW, &call);
         }},
        {"syscall", GW_SYSCALL, [] { return by::system_call(ALL_TYPES_IOC_NOTHING, nullptr); },
         [](std::uint32_t ms, bool stubborn) {
             auto call = by::long_call(ms, stubborn);
             return by::system_call(ALL_TYPES_IOC_SLOW, &call);
         }},
    };
    all_have_a_row(GW_KIND_CALL, all, &caller::carrier);
    std::erase_if(all, [](const caller& each) { return !has(each.carrier); });
    return all;
}

} // namespace test
