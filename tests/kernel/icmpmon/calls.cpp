// SPDX-License-Identifier: MIT
// Carriers: ioctl sysfs
//
// seen and count tell how many packets came and from whom; reset forgets them.
#include "icmp.hpp"

int main() {
    const test::module icmpmon{"icmpmon"};
    const test::file fd{ICMPMON_NODE};

    CHECK_EQ(test::seen(), 0U);
    CHECK_ERRNO(test::count(fd, test::localhost), ENOENT);
    test::ping(7);
    CHECK_EQ(test::seen(), 14U);
    CHECK_EQ(test::count(fd, test::localhost), 14);
    CHECK_ERRNO(test::count(fd, 0xc0000201), ENOENT);
    CHECK_ERRNO(test::count(fd, 0), ENOENT);

    icmpmon_gw_seen value{};
    CHECK_ERRNO(ioctl(fd, _IOW(GW_IOC_MAGIC, ICMPMON_SEEN, icmpmon_gw_seen), &value), ENOTTY);
    CHECK_OK(ioctl(fd, ICMPMON_IOC_RESET));
    CHECK_EQ(test::seen(), 0U);
    CHECK_ERRNO(test::count(fd, test::localhost), ENOENT);
    test::ping(1);
    CHECK_EQ(test::seen(), 2U);
}
