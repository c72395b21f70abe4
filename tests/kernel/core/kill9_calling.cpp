// SPDX-License-Identifier: MIT
// Carriers: ioctl netlink genetlink
//
// Callers killed inside a handler and in front of it, by each carrier that has calls: the handler
// ends, the next caller is served.
#include "genl.hpp"
#include "netlink.hpp"

namespace {

void by_ioctl() {
    const test::file fd{ALL_TYPES_NODE};
    union all_types_gw_slow sleep{};
    sleep.request.ms = 600'000;
    ioctl(fd, ALL_TYPES_IOC_SLOW, &sleep);
}

void by_genetlink() {
    test::genl by;
    by.ask(ALL_TYPES_SLOW, test::slow(600'000, false));
}

void by_netlink() {
    test::own::socket by;
    by.ask(GW_NETLINK_CALL, ALL_TYPES_SLOW, test::own::slow(600'000));
}

struct carrier {
    void (*call)();
    long sleeps_in; // this system call
};
constexpr carrier carriers[] = {
    {by_ioctl, SYS_ioctl}, {by_genetlink, SYS_poll}, {by_netlink, SYS_sendto}};

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::file fd{ALL_TYPES_NODE};
    for (int i = 0; i < 36; ++i) {
        const auto& [call, sleeps_in] = carriers[i / 2 % 3];
        const auto& [call_behind, sleeps_behind_in] = carriers[i / 6 % 3];
        test::child inside{call};
        inside.wait_until_in(sleeps_in);
        test::wait_until_slow();
        test::child in_front{call_behind};
        in_front.wait_until_in(sleeps_behind_in);
        if (i % 2 == 0) {
            in_front.kill9();
            inside.kill9();
        } else {
            inside.kill9();
            in_front.kill9();
        }
        CHECK_OK(ioctl(fd, ALL_TYPES_IOC_NOTHING));
        CHECK_EQ(test::genl{}.ask(ALL_TYPES_NOTHING).error, 0);
        CHECK_EQ(test::own::socket{}.ask(GW_NETLINK_CALL, ALL_TYPES_NOTHING).error, 0);
    }
}
