// SPDX-License-Identifier: MIT
// Sample: 6.12-cloud
// Carriers: sysfs procfs sysctl debugfs genetlink
//
// Wherever registering an interface that has all carriers finds no memory, it fails in order: what
// was there of it goes, nothing else is harmed, and the next time it succeeds.
#include "genl.hpp"
#include "kernel_log.hpp"

namespace {

/// By some of the carriers that have a name for it.
bool is_there() {
    int n = 0;
    for (const char* const path :
         {"/dev/gangway/no_memory", "/sys/class/gangway/no_memory/level",
          "/proc/gangway/no_memory/level", "/proc/sys/gangway/no_memory/level",
          "/sys/kernel/debug/gangway/no_memory/level"})
        n += static_cast<int>(access(path, F_OK) == 0);
    CHECK(n == 0 || n == 5);
    return n != 0;
}

} // namespace

int main() {
    test::kernel_log log;
    const test::file module{test::folder() + "/no_memory.ko", O_RDONLY};
    if (syscall(SYS_finit_module, static_cast<int>(module), test::many() ? "" : "step=3", 0) != 0) {
        CHECK_EQ(errno, EOPNOTSUPP);
        test::skip("this kernel has no kprobes, by which allocations fail");
    }
    CHECK(log.says(" allocations"));
    CHECK(is_there());
    CHECK(test::genl{"no_memory"}.family() != 0);
    CHECK_OK(syscall(SYS_delete_module, "no_memory", O_NONBLOCK));
    CHECK(!is_there());
    CHECK_EQ(test::genl{"no_memory"}.family(), 0U);
}
