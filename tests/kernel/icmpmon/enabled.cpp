// SPDX-License-Identifier: MIT
// Carriers: ring sysfs
//
// enabled turns the reports off and on, for root.
#include "icmp.hpp"

int main() {
    const test::module icmpmon{"icmpmon"};
    const test::file fd{ICMPMON_NODE};
    const auto enabled = test::icmpmon_file("enabled");
    test::icmp_listener listener;
    CHECK(test::read_file(enabled) == "1\n");
    test::ping(1);
    CHECK_EQ(listener.heard(), 2U);
    test::write_file(enabled, "0");
    test::ping(5);
    CHECK_EQ(listener.heard(), 2U);
    CHECK_EQ(test::seen(), 2U);
    test::write_file(enabled, "1");
    test::ping(1);
    CHECK_EQ(listener.heard(), 4U);

    test::child nobody{[&] {
        CHECK_OK(setuid(65534));
        CHECK_ERRNO(open(enabled.c_str(), O_WRONLY), EACCES);
        CHECK_ERRNO(open(enabled.c_str(), O_RDONLY), EACCES);
        CHECK_ERRNO(ioctl(fd, ICMPMON_IOC_RESET), EPERM);
    }};
    nobody.join();
    CHECK(test::read_file(enabled) == "1\n");
}
