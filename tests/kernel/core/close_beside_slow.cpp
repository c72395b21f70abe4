// SPDX-License-Identifier: MIT
// Carriers: ioctl io_uring netlink genetlink sockopt syscall
//
// A session is closed while a handler that somebody else has called takes its time, by whatever
// carrier: close() does not wait for it. The provider is told when it is its turn, before the next
// session begins. A value that Gangway stores is there meanwhile.
#include "callers.hpp"

namespace {

int closed() {
    return std::stoi(test::read_file("/sys/module/all_types/parameters/closed"));
}

void beside(const test::caller& by) {
    test::child caller{[&] { by.slow(600'000, false); }};
    test::wait_until_slow();
    const int before = closed();
    test::child other{[] {
        const test::file fd{ALL_TYPES_NODE};
        all_types_gw_level level{};
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_GET_LEVEL, &level));
        CHECK_EQ(level.value, 100);
    }};
    other.join();
    CHECK_EQ(closed(), before);

    test::child next{[&] {
        const test::file fd{ALL_TYPES_NODE};
        CHECK(closed() > before);
    }};
    next.wait_until_in(SYS_openat);
    caller.kill9();
    next.join();
}

} // namespace

int main() {
    const auto callers = test::callers();
    for (const auto& by : callers) {
        const test::module all_types{"all_types", "closed=0"};
        beside(by);
    }
}
