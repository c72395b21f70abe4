// SPDX-License-Identifier: MIT
//
// The calls of all_types by each carrier that has calls, in bare system calls.
#pragma once

#include <cstdint>
#include <vector>

#include "genl.hpp"
#include "netlink.hpp"
#include "sockopt.hpp"
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

inline bool has_uring() {
    io_uring ring{};
    const bool has = io_uring_queue_init(1, &ring, 0) == 0;
    if (has)
        io_uring_queue_exit(&ring);
    return has;
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
    };
    if (by::has_uring())
        all.push_back({"io_uring", SYS_io_uring_enter,
                       [] { return by::uring(ALL_TYPES_IOC_NOTHING, nullptr); },
                       [](std::uint32_t ms, bool stubborn) {
                           const auto call = by::long_call(ms, stubborn);
                           return by::uring(ALL_TYPES_IOC_SLOW, &call);
                       }});
    else
        std::printf("without io_uring, which this kernel has not\n");
    return all;
}

} // namespace test
