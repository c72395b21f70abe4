// SPDX-License-Identifier: MIT
//
// A poller of a sysfs file is woken by any change, whoever made it, and by the end.
#include "text_files.hpp"

namespace {

std::string reread(int fd) {
    char text[64];
    const auto n = CHECK_OK(pread(fd, text, sizeof text, 0));
    return {text, static_cast<std::size_t>(n)};
}

short ready(int fd, int timeout_ms) {
    pollfd p{fd, POLLPRI, 0};
    CHECK(poll(&p, 1, timeout_ms) >= 0);
    return p.revents;
}

} // namespace

int main() {
    test::module all_types{"all_types"};
    const test::file level{test::sysfs("level"), O_RDONLY};
    const test::file hue{test::sysfs("hue"), O_RDONLY};
    CHECK_EQ(reread(level), std::string{"100\n"});
    CHECK_EQ(reread(hue), std::string{"blue\n"});
    CHECK_EQ(ready(level, 0), 0);

    // By sysfs, by ioctl, and by somebody while we sleep.
    CHECK_EQ(test::put("level", "50"), 0);
    CHECK_EQ(ready(level, test::patience_ms), POLLPRI | POLLERR);
    CHECK_EQ(reread(level), std::string{"50\n"});
    CHECK_EQ(ready(level, 0), 0);
    {
        const test::file session{ALL_TYPES_NODE};
        all_types_gw_level value{60};
        CHECK_OK(ioctl(session, ALL_TYPES_IOC_SET_LEVEL, &value));
    }
    CHECK_EQ(ready(level, test::patience_ms), POLLPRI | POLLERR);
    CHECK_EQ(reread(level), std::string{"60\n"});

    test::child sleeper{[&] { CHECK_EQ(ready(level, test::patience_ms), POLLPRI | POLLERR); }};
    sleeper.wait_until_in(SYS_poll);
    CHECK_EQ(test::put("level", "70"), 0);
    sleeper.join();
    CHECK_EQ(reread(level), std::string{"70\n"});

    // The value that it has, by any carrier, and what is refused are no changes; and those without
    // notify wake nobody.
    CHECK_EQ(test::put("level", "70"), 0);
    {
        const test::file session{ALL_TYPES_NODE};
        all_types_gw_level same{70};
        CHECK_OK(ioctl(session, ALL_TYPES_IOC_SET_LEVEL, &same));
    }
    CHECK_EQ(test::put("level", "5"), ERANGE);
    CHECK_EQ(ready(level, 0), 0);
    CHECK_EQ(test::put("hue", "red"), 0);
    CHECK_EQ(ready(hue, 0), 0);

    // The end wakes all; what is open says so, and keeps nobody.
    test::child waiter{[&] {
        CHECK(ready(hue, test::patience_ms) != 0);
        CHECK(test::eventually([&] {
            char c = 0;
            return pread(hue, &c, 1, 0) < 0 && errno == ENODEV;
        }));
    }};
    waiter.wait_until_in(SYS_poll);
    const test::file writer{test::sysfs("level"), O_WRONLY};
    all_types.unload();
    waiter.join();
    CHECK_ERRNO(write(writer, "50", 2), ENODEV);
    // An open file of a device that went holds gangway.ko no more than it does the provider.
    if (!test::built_in())
        CHECK_OK(syscall(SYS_delete_module, "gangway", O_NONBLOCK));
    char c = 0;
    CHECK_ERRNO(pread(level, &c, 1, 0), ENODEV);
    if (test::built_in())
        return 0;
    CHECK_OK(syscall(SYS_finit_module,
                     static_cast<int>(test::file{test::folder() + "/gangway.ko", O_RDONLY}), "",
                     0));
}
