// SPDX-License-Identifier: MIT
// Carriers: ioctl io_uring netlink genetlink sockopt syscall seq_file sysfs
//
// The provider goes while one call is served, by each carrier that has calls, and others wait for
// their turn. If it goes on in spite of that, unloading waits, and the call ends as if nothing had
// been; if it watches for it, it ends at once. The others are notified.
#include <list>

#include "callers.hpp"

namespace {

void set_by_ioctl() {
    all_types_gw_level level{50};
    CHECK_EQ(test::by::ioctl(ALL_TYPES_IOC_SET_LEVEL, &level), ENODEV);
}

void set_by_sockopt() {
    CHECK_ERRNO(test::options{}.set(ALL_TYPES_LEVEL, all_types_gw_level{50}), ENODEV);
}

void set_by_sysfs() {
    const test::file level{"/sys/class/gangway/all_types/level", O_WRONLY};
    CHECK_ERRNO(write(level, "50", 2), ENODEV);
}

void read_table() {
    const test::file items{"/proc/gangway/all_types/items", O_RDONLY};
    char text[100];
    ssize_t n = 1;
    while (n > 0) // the names of the columns may have come before
        n = read(items, text, sizeof text);
    CHECK(n < 0 && (errno == ENODEV || errno == EIO));
}

struct {
    void (*waits)();
    long sleeps_in;
} constexpr others[] = {{set_by_ioctl, SYS_ioctl},
                        {set_by_sockopt, SYS_setsockopt},
                        {set_by_sysfs, SYS_write},
                        {read_table, SYS_read}};

void unloaded(const test::caller& by, const std::vector<test::caller>& callers, bool stubborn) {
    test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    std::list<test::child> all;
    all.emplace_back(
        [&] { CHECK_EQ(by.slow(stubborn ? 100 : 600'000, stubborn), stubborn ? 0 : ENODEV); });
    test::wait_until_slow();
    for (const auto& next : callers) {
        all.emplace_back([&] { CHECK_EQ(next.nothing(), ENODEV); });
        all.back().wait_until_in(next.sleeps_in);
    }
    for (const auto& [waits, sleeps_in] : others) {
        all.emplace_back(waits);
        all.back().wait_until_in(sleeps_in);
    }
    all_types.unload();
    for (auto& each : all)
        each.join();
    CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_NOTHING), ENODEV);
}

} // namespace

int main() {
    const auto callers = test::callers();
    for (const auto& by : callers)
        for (const bool stubborn : {true, false, true, false})
            unloaded(by, callers, stubborn);
}
