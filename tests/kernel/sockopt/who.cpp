// SPDX-License-Identifier: MIT
//
// Permissions over socket options: what the description requires, of who created the socket and of
// who uses it; or else the mode of the interface, with CAP_NET_ADMIN for what that leaves to root.
#include "all_types.gw.h"
#include "capability.hpp"
#include "many_instances.gw.h"
#include "sockopt.hpp"

namespace {

constexpr const char* restricted = "many_instances@alpha"; // 0640

void nobody() {
    const test::options of_root;
    const test::options of_root_restricted{restricted};
    test::child nobody{[&] {
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        const test::options own;
        all_types_gw_level level{};
        CHECK_OK(own.get(ALL_TYPES_LEVEL, level));
        CHECK_OK(own.set(ALL_TYPES_LEVEL, level));
        CHECK_OK(own.call(ALL_TYPES_NOTHING));
        all_types_gw_secret secret{};
        for (const auto* const each : {&own, &of_root}) {
            CHECK_ERRNO(each->call(ALL_TYPES_GUARDED), EPERM);
            CHECK_ERRNO(each->get(ALL_TYPES_SECRET, secret), EPERM);
            CHECK_ERRNO(each->set(ALL_TYPES_SECRET, secret), EPERM);
        }
        CHECK_EQ(secret.value, 0U);
        const test::options own_restricted{restricted}; // everybody may find
        many_instances_gw_value value{};
        for (const auto* const each : {&own_restricted, &of_root_restricted}) {
            CHECK_ERRNO(each->get(MANY_INSTANCES_VALUE, value), EPERM);
            CHECK_ERRNO(each->set(MANY_INSTANCES_VALUE, value), EPERM);
            CHECK_ERRNO(each->call(MANY_INSTANCES_PING), EPERM);
        }
    }};
    nobody.join();
}

void root() {
    const test::options by{restricted};
    many_instances_gw_value value{5};
    CHECK_OK(by.set(MANY_INSTANCES_VALUE, value));
    value.value = 0;
    CHECK_OK(by.get(MANY_INSTANCES_VALUE, value));
    CHECK_EQ(value.value, 5U);
    union many_instances_gw_whoami who{};
    CHECK_OK(by.get(MANY_INSTANCES_WHOAMI, who));
    CHECK_EQ(std::string{who.reply.name}, std::string{"alpha"});
    CHECK_OK(test::options{}.call(ALL_TYPES_GUARDED));
}

void capabilities() {
    many_instances_gw_value value{};
    test::child net_admin{[&] {
        test::keep_only(CAP_NET_ADMIN);
        CHECK_OK(test::options{restricted}.get(MANY_INSTANCES_VALUE, value));
        CHECK_ERRNO(test::options{}.call(ALL_TYPES_GUARDED), EPERM);
    }};
    net_admin.join();
    test::child sys_admin{[&] {
        test::keep_only(CAP_SYS_ADMIN);
        CHECK_ERRNO(test::options{restricted}.get(MANY_INSTANCES_VALUE, value), EPERM);
        CHECK_OK(test::options{}.call(ALL_TYPES_GUARDED));
    }};
    sys_admin.join();
    test::child stranger{[&] {
        CHECK_OK(unshare(CLONE_NEWUSER)); // all capabilities, over nothing of ours
        CHECK_ERRNO(test::options{restricted}.get(MANY_INSTANCES_VALUE, value), EPERM);
        CHECK_ERRNO(test::options{}.call(ALL_TYPES_GUARDED), EPERM);
    }};
    stranger.join();
}

// A socket that nobody created, in the hands of root.
void passed_on() {
    CHECK_OK(seteuid(65534));
    const test::options theirs;
    CHECK_OK(seteuid(0));
    const test::options ours;
    CHECK_OK(ours.call(ALL_TYPES_GUARDED));
    CHECK_ERRNO(theirs.call(ALL_TYPES_GUARDED), EPERM);
    CHECK_OK(theirs.call(ALL_TYPES_NOTHING));
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const test::module many{"many_instances"};
    nobody();
    root();
    capabilities();
    passed_on();
}
