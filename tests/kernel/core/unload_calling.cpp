// SPDX-License-Identifier: MIT
// Carriers: ioctl netlink genetlink seq_file sysfs
//
// The provider goes while one call is served, by each carrier that has calls, and others wait for
// their turn. If it goes on in spite of that, unloading waits, and the call ends as if nothing had
// been; if it watches for it, it ends at once. The others are notified.
#include "genl.hpp"
#include "netlink.hpp"

namespace {

void served_by_ioctl(int fd, bool stubborn) {
    union all_types_gw_slow sleep{};
    sleep.request.stubborn = stubborn;
    sleep.request.ms = stubborn ? 100 : 600000;
    const int result = ioctl(fd, ALL_TYPES_IOC_SLOW, &sleep);
    CHECK(stubborn ? result == 0 : result == -1 && errno == ENODEV);
}

void served_by_genetlink(bool stubborn) {
    test::genl by;
    CHECK_EQ(by.ask(ALL_TYPES_SLOW, test::slow(stubborn ? 100 : 600000, stubborn)).error,
             stubborn ? 0 : ENODEV);
}

void served_by_netlink(bool stubborn) {
    test::own::socket by;
    const auto slow = test::own::slow(stubborn ? 100 : 600000, stubborn);
    CHECK_EQ(by.ask(GW_NETLINK_CALL, ALL_TYPES_SLOW, slow).error, stubborn ? 0 : ENODEV);
}

void served(int by, int fd, bool stubborn) {
    if (by == 0)
        served_by_ioctl(fd, stubborn);
    else
        by == 1 ? served_by_genetlink(stubborn) : served_by_netlink(stubborn);
}

} // namespace

int main() {
    for (int i = 0; i < 12; ++i) {
        const bool stubborn = i % 2 == 0;
        test::module all_types{"all_types"};
        const test::file fd{ALL_TYPES_NODE};
        test::child served{[&] { ::served(i / 2 % 3, fd, stubborn); }};
        test::wait_until_slow();
        test::child next{[&] { CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_NOTHING), ENODEV); }};
        next.wait_until_in(SYS_ioctl);
        test::child setter{[&] {
            all_types_gw_level level{50};
            CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_SET_LEVEL, &level), ENODEV);
        }};
        setter.wait_until_in(SYS_ioctl);
        test::child writer{[&] {
            const test::file level{"/sys/class/gangway/all_types/level", O_WRONLY};
            CHECK_ERRNO(write(level, "50", 2), ENODEV);
        }};
        writer.wait_until_in(SYS_write);
        test::child caller{[&] { CHECK_EQ(test::genl{}.ask(ALL_TYPES_NOTHING).error, ENODEV); }};
        caller.wait_until_in(SYS_poll); // for the answer
        test::child sender{[&] {
            test::own::socket by;
            CHECK_EQ(by.ask(GW_NETLINK_CALL, ALL_TYPES_NOTHING).error, ENODEV);
        }};
        sender.wait_until_in(SYS_sendto);
        test::child reader{[&] {
            const test::file items{"/proc/gangway/all_types/items", O_RDONLY};
            char text[100];
            ssize_t n = 1;
            while (n > 0) // the names of the columns may have come before
                n = read(items, text, sizeof text);
            CHECK(n < 0 && (errno == ENODEV || errno == EIO));
        }};
        reader.wait_until_in(SYS_read);
        all_types.unload();
        for (auto* const each : {&served, &next, &setter, &writer, &caller, &sender, &reader})
            each->join();
        CHECK_ERRNO(ioctl(fd, ALL_TYPES_IOC_NOTHING), ENODEV);
    }
}
