// SPDX-License-Identifier: MIT
//
// Permissions: what the description requires, or the mode of the interface; for messages, and for
// who joins a group, whatever way.
#include <sched.h>

#include "careless.gw.h"
#include "many_instances.gw.h"
#include "netlink.hpp"

namespace {

/// The group of an event, asked by whom it is allowed.
unsigned group_of(const char* device, unsigned event) {
    return test::own::socket{device}.status(event).group;
}

int binding(unsigned group) {
    const int fd = CHECK_OK(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, GW_NETLINK_PROTOCOL));
    sockaddr_nl self{};
    self.nl_family = AF_NETLINK;
    self.nl_groups = 1U << (group - 1);
    const int result = bind(fd, reinterpret_cast<sockaddr*>(&self), sizeof self);
    const int error = errno;
    close(fd);
    errno = error;
    return result;
}

void nobody(unsigned tick, unsigned alarm) {
    test::child nobody{[&] {
        test::own::socket opened_by_root;
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        test::own::socket own;
        CHECK_EQ(own.ask(GW_NETLINK_GET, ALL_TYPES_LEVEL).error, 0);
        CHECK_EQ(own.ask(GW_NETLINK_CALL, ALL_TYPES_NOTHING).error, 0);
        CHECK_EQ(own.ask(GW_NETLINK_ROWS, ALL_TYPES_ITEMS, {}, NLM_F_DUMP).error, 0);
        CHECK_EQ(own.status(ALL_TYPES_TICK).group, tick);
        for (auto* const each : {&own, &opened_by_root}) {
            CHECK_OK(each->join(tick));
            CHECK_ERRNO(each->join(alarm), EPERM);
            CHECK_ERRNO(each->join(4000), ENOENT); // nobody's yet
            CHECK_EQ(each->ask(GW_NETLINK_STATUS, ALL_TYPES_ALARM).error, EPERM);
            CHECK_EQ(each->ask(GW_NETLINK_CALL, ALL_TYPES_GUARDED).error, EPERM);
            CHECK_EQ(each->ask(GW_NETLINK_GET, ALL_TYPES_SECRET).error, EPERM);
            CHECK_EQ(
                each->ask(GW_NETLINK_SET, ALL_TYPES_SECRET, test::bytes_of(std::uint32_t{1})).error,
                EPERM);
        }
        if (alarm <= 32) // what bind() can name
            CHECK_ERRNO(binding(alarm), EPERM);
        if (tick <= 32)
            CHECK_OK(binding(tick));
        // Nor may it send to a group what would look like the kernel's.
        sockaddr_nl all{};
        all.nl_family = AF_NETLINK;
        all.nl_groups = 1;
        CHECK_ERRNO(sendto(own.fd(), "", 1, 0, reinterpret_cast<sockaddr*>(&all), sizeof all),
                    EPERM);
    }};
    nobody.join();
}

// An ordinary user who has unshared user and network namespace, as `unshare -Urn` does: there the
// user has the capabilities over networks, but none over the machine.
void root_of_own_network(unsigned pong) {
    constexpr unsigned user = 1001;
    CHECK_OK(setgid(user));
    CHECK_OK(setuid(user));
    CHECK_OK(prctl(PR_SET_DUMPABLE, 1)); // else /proc/self is root's
    CHECK_OK(unshare(CLONE_NEWUSER | CLONE_NEWNET));
    test::write_file("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
    test::own::socket by{"careless"};
    const auto one = test::bytes_of(std::uint32_t{1});
    CHECK_EQ(by.ask(GW_NETLINK_GET, CARELESS_HOST).error, EPERM);
    CHECK_EQ(by.ask(GW_NETLINK_SET, CARELESS_HOST, one).error, EPERM);
    CHECK_EQ(by.ask(GW_NETLINK_CALL, CARELESS_HOST_CALL).error, EPERM);
    CHECK_EQ(by.ask(GW_NETLINK_ROWS, CARELESS_HOST_ROWS, {}, NLM_F_DUMP).error, EPERM);
    CHECK_EQ(by.ask(GW_NETLINK_STATUS, CARELESS_SECRET).error, EPERM);
    CHECK_EQ(by.ask(GW_NETLINK_GET, CARELESS_HOME).error, 0);
    CHECK_EQ(by.ask(GW_NETLINK_SET, CARELESS_HOME, one).error, 0);
    CHECK_EQ(by.ask(GW_NETLINK_CALL, CARELESS_HOME_CALL).error, 0);
    CHECK_EQ(by.ask(GW_NETLINK_ROWS, CARELESS_HOME_ROWS, {}, NLM_F_DUMP).error, 0);
    // Of all groups that there are, those that anybody may join, whoever's they are.
    const auto mumbled = by.status(CARELESS_MUMBLED).group;
    CHECK_OK(by.join(mumbled));
    CHECK_ERRNO(by.join(pong), EPERM);
    unsigned refused = 0;
    for (unsigned group = 1; group <= 40; ++group)
        refused += by.join(group) != 0 && errno == EPERM ? 1 : 0;
    CHECK(refused >= 3); // alarm, secret, pong, and those of interfaces that have gone
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::module careless{"careless"};
    const test::module many_instances{"many_instances"};
    const auto pong = group_of("many_instances@alpha", MANY_INSTANCES_PONG); // it is root's
    test::child ordinary{[&] { root_of_own_network(pong); }};
    ordinary.join();
    nobody(group_of("all_types", ALL_TYPES_TICK), group_of("all_types", ALL_TYPES_ALARM));
}
