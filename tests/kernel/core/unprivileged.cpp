// SPDX-License-Identifier: MIT
// Carriers: ioctl
//
// Somebody who is nobody: the node's mode decides, then what each element requires.
#include <sys/stat.h>

#include "all_types.gw.h"
#include "icmpmon.gw.h"
#include "test.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::module icmpmon{"icmpmon"};
    struct stat node{};
    CHECK_OK(stat(ALL_TYPES_NODE, &node));
    CHECK_EQ(node.st_mode, S_IFCHR | 0666U);
    CHECK_OK(stat(ICMPMON_NODE, &node));
    CHECK_EQ(node.st_mode, S_IFCHR | 0600U);
    const test::file opened_by_root{ALL_TYPES_NODE};

    test::child nobody{[&] {
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        CHECK_ERRNO(open(ICMPMON_NODE, O_RDWR), EACCES);
        CHECK_ERRNO(open(ICMPMON_NODE, O_RDONLY), EACCES);
        const test::file fd{ALL_TYPES_NODE};
        all_types_gw_secret secret{};
        all_types_gw_level level{};
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_GET_LEVEL, &level));
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
        // Nor does a file that root has opened help.
        for (const int at : {static_cast<int>(fd), static_cast<int>(opened_by_root)}) {
            CHECK_ERRNO(ioctl(at, ALL_TYPES_IOC_GUARDED), EPERM);
            CHECK_ERRNO(ioctl(at, ALL_TYPES_IOC_GET_SECRET, &secret), EPERM);
            CHECK_ERRNO(ioctl(at, ALL_TYPES_IOC_SET_SECRET, &secret), EPERM);
        }
        CHECK_EQ(secret.value, 0U);
    }};
    nobody.join();
}
