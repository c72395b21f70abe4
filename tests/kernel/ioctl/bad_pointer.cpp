// SPDX-License-Identifier: MIT
// Carriers: ring
//
// Arguments that point where the caller has nothing, or not enough, or may not write.
#include <cstddef>
#include <sys/mman.h>

#include "all_types.gw.h"
#include "test.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    constexpr std::size_t page = 4096;

    auto* const two = static_cast<std::byte*>(CHECK_OK(
        mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)));
    CHECK_OK(munmap(two + page, page));

    for (const unsigned long request :
         {ALL_TYPES_IOC_ECHO, ALL_TYPES_IOC_GET_WIDE, ALL_TYPES_IOC_SET_WIDE, GW_IOC_INFO,
          GW_RING_SUBSCRIBE, GW_IOC_COUNTERS}) {
        CHECK_ERRNO(ioctl(fd, request, nullptr), EFAULT);
        CHECK_ERRNO(ioctl(fd, request, 8), EFAULT);
        CHECK_ERRNO(ioctl(fd, request, two + page), EFAULT);
        CHECK_ERRNO(ioctl(fd, request, two + page - _IOC_SIZE(request) + 1), EFAULT);
        CHECK_ERRNO(ioctl(fd, request, 0xffff888000000000), EFAULT); // the kernel's own
        CHECK_ERRNO(ioctl(fd, request, -1), EFAULT);
    }
    // A tail that cannot be read is no zero tail. (A reply may have come half-way before.)
    std::memset(two, 0, page);
    CHECK_ERRNO(ioctl(fd, test::resized(ALL_TYPES_IOC_ECHO, page + 1), two), EFAULT);
    // The failed subscriptions left nothing behind: this session can still become one.
    gw_subscribe_ring wanted{};
    wanted.head.carrier = GW_CARRIER_ring;
    wanted.version = GW_RING_VERSION;
    wanted.head.events[0] = 1U << ALL_TYPES_TICK;
    CHECK_OK(ioctl(fd, GW_RING_SUBSCRIBE, &wanted));

    // A buffer that can be read and not written: the call is served, its reply has no place.
    CHECK_OK(mprotect(two, page, PROT_READ));
    CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_ECHO, two), EFAULT);
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_SET_WIDE, two));
}
