// SPDX-License-Identifier: MIT
//
// enabled turns the reports off and on, for those with CAP_NET_ADMIN.
#include "icmp.hpp"

int main() {
    const test::module icmpmon{"icmpmon"};
    const test::file fd{ICMPMON_NODE};
    test::icmp_listener listener;
    icmpmon_enabled enabled{};
    CHECK_OK(ioctl(fd, ICMPMON_IOC_GET_ENABLED, &enabled));
    CHECK_EQ(enabled.value, 1U);
    test::ping(1);
    CHECK_EQ(listener.heard(), 2U);
    enabled.value = 0;
    CHECK_OK(ioctl(fd, ICMPMON_IOC_SET_ENABLED, &enabled));
    test::ping(5);
    CHECK_EQ(listener.heard(), 2U);
    CHECK_EQ(test::seen(fd), 2U);
    enabled.value = 1;
    CHECK_OK(ioctl(fd, ICMPMON_IOC_SET_ENABLED, &enabled));
    test::ping(1);
    CHECK_EQ(listener.heard(), 4U);

    test::child nobody{[&] {
        CHECK_OK(setuid(65534));
        icmpmon_enabled off{0};
        CHECK_ERRNO(ioctl(fd, ICMPMON_IOC_SET_ENABLED, &off), EPERM);
        CHECK_ERRNO(ioctl(fd, ICMPMON_IOC_GET_ENABLED, &off), EPERM);
        CHECK_ERRNO(ioctl(fd, ICMPMON_IOC_RESET), EPERM);
    }};
    nobody.join();
    CHECK_OK(ioctl(fd, ICMPMON_IOC_GET_ENABLED, &enabled));
    CHECK_EQ(enabled.value, 1U);
}
