// SPDX-License-Identifier: MIT
//
// Programs that take their time: there are only so many, whoever emits does not wait, the module
// can be unloaded, and Gangway itself is in use until they have ended.
#include <algorithm>
#include <array>
#include <dirent.h>
#include <sys/stat.h>

#include "outward.gw.h"
#include "test.hpp"

namespace {

/// Of a process, which may end meanwhile.
std::string command_line(const std::string& pid) {
    std::array<char, 256> text{};
    const int fd = open(("/proc/" + pid + "/cmdline").c_str(), O_RDONLY | O_CLOEXEC);
    const auto n = read(fd, text.data(), text.size());
    close(fd);
    return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0))};
}

unsigned running() {
    unsigned count = 0;
    DIR* const all = opendir("/proc");
    CHECK(all != nullptr);
    while (const auto* const one = readdir(all))
        count += command_line(one->d_name).find("/tmp/helper") != std::string::npos ? 1 : 0;
    closedir(all);
    return count;
}

void start(int fd, std::uint32_t count) {
    union outward_gw_start buffer{};
    buffer.request.count = count;
    CHECK_OK(ioctl(fd, OUTWARD_IOC_START, &buffer));
}

std::uint64_t lost(int fd) {
    gw_counters counted{};
    counted.element = OUTWARD_CALLED;
    CHECK_OK(ioctl(fd, GW_IOC_COUNTERS, &counted));
    return counted.lost;
}

} // namespace

int main() {
    unlink("/tmp/helper");
    unlink("/tmp/helper-may-end");
    CHECK_OK(mkfifo("/tmp/helper-may-end", 0600));
    // Opens it, and so waits for somebody who opens it for writing; no process beside it.
    test::write_file("/tmp/helper", "#!/bin/sh\nexec </tmp/helper-may-end\n");
    CHECK_OK(chmod("/tmp/helper", 0755));
    test::module outward{"outward"};
    {
        const test::file fd{OUTWARD_NODE};
        start(fd, 200);
        CHECK(test::eventually([] { return running() == 8; }));
        CHECK(test::eventually([&] { return lost(fd) == 192; }));
        usleep(1'500'000); // another second does not bring another program
        start(fd, 200);
        CHECK(test::eventually([&] { return lost(fd) == 392; }));
        CHECK_EQ(running(), 8U);
    }
    outward.unload();
    CHECK_EQ(running(), 8U);
    if (!test::built_in())
        CHECK_ERRNO(syscall(SYS_delete_module, "gangway", O_NONBLOCK), EAGAIN);
    const test::file may_end{"/tmp/helper-may-end", O_RDWR};
    CHECK(test::eventually([] { return running() == 0; }));
    if (!test::built_in())
        CHECK(test::eventually(
            [] { return test::read_file("/sys/module/gangway/refcnt") == "0\n"; }));
}
