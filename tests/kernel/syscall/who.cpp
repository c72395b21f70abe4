// SPDX-License-Identifier: MIT
//
// Permissions: what the description requires, of who calls; or else the mode of the interface, with
// CAP_NET_ADMIN for what that leaves to root. And network namespaces.
#include "all_types.gw.h"
#include "capability.hpp"
#include "careless.gw.h"
#include "many_instances.gw.h"
#include "system_call.hpp"

namespace {

constexpr const char* restricted = "many_instances@alpha"; // 0640

void nobody() {
    test::child nobody{[] {
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        const test::calls by;
        all_types_gw_level level{};
        CHECK_OK(by.ask(ALL_TYPES_IOC_GET_LEVEL, &level));
        CHECK_OK(by.ask(ALL_TYPES_IOC_SET_LEVEL, &level));
        CHECK_OK(by.ask(ALL_TYPES_IOC_NOTHING));
        CHECK_EQ(syscall(549, 42), 42);
        all_types_gw_secret secret{};
        CHECK_ERRNO(by.ask(ALL_TYPES_IOC_GUARDED), EPERM);
        CHECK_ERRNO(by.ask(ALL_TYPES_IOC_GET_SECRET, &secret), EPERM);
        CHECK_ERRNO(by.ask(ALL_TYPES_IOC_SET_SECRET, &secret), EPERM);
        const test::calls other{restricted}; // everybody may find
        many_instances_gw_value value{};
        CHECK_ERRNO(other.ask(MANY_INSTANCES_IOC_GET_VALUE, &value), EPERM);
        CHECK_ERRNO(other.ask(MANY_INSTANCES_IOC_SET_VALUE, &value), EPERM);
        CHECK_ERRNO(other.ask(MANY_INSTANCES_IOC_PING), EPERM);
    }};
    nobody.join();
}

void root() {
    const test::calls by{restricted};
    many_instances_gw_value value{5};
    CHECK_OK(by.ask(MANY_INSTANCES_IOC_SET_VALUE, &value));
    value.value = 0;
    CHECK_OK(by.ask(MANY_INSTANCES_IOC_GET_VALUE, &value));
    CHECK_EQ(value.value, 5U);
    union many_instances_gw_whoami who{};
    CHECK_OK(by.ask(MANY_INSTANCES_IOC_WHOAMI, &who));
    CHECK_EQ(std::string{who.reply.name}, std::string{"alpha"});
    CHECK_OK(test::calls{}.ask(ALL_TYPES_IOC_GUARDED));
}

void capabilities() {
    many_instances_gw_value value{};
    test::child net_admin{[&] {
        test::keep_only(CAP_NET_ADMIN);
        CHECK_OK(test::calls{restricted}.ask(MANY_INSTANCES_IOC_GET_VALUE, &value));
        CHECK_ERRNO(test::calls{}.ask(ALL_TYPES_IOC_GUARDED), EPERM);
    }};
    net_admin.join();
    test::child sys_admin{[&] {
        test::keep_only(CAP_SYS_ADMIN);
        CHECK_ERRNO(test::calls{restricted}.ask(MANY_INSTANCES_IOC_GET_VALUE, &value), EPERM);
        CHECK_OK(test::calls{}.ask(ALL_TYPES_IOC_GUARDED));
    }};
    sys_admin.join();
    test::child stranger{[&] {
        CHECK_OK(unshare(CLONE_NEWUSER)); // all capabilities, over nothing of ours
        CHECK_ERRNO(test::calls{restricted}.ask(MANY_INSTANCES_IOC_GET_VALUE, &value), EPERM);
        CHECK_ERRNO(test::calls{}.ask(ALL_TYPES_IOC_GUARDED), EPERM);
    }};
    stranger.join();
}

void set_fickle(const test::calls& by, std::uint32_t value) {
    careless_gw_fickle to{value};
    CHECK_OK(by.ask(CARELESS_IOC_SET_FICKLE, &to));
}

std::uint32_t fickle(const test::calls& by) {
    careless_gw_fickle value{};
    CHECK_OK(by.ask(CARELESS_IOC_GET_FICKLE, &value));
    return value.value;
}

void namespaces() {
    const test::calls here{"careless"};
    const test::calls all_types;
    set_fickle(here, 1);
    test::child other{[&] {
        CHECK_OK(unshare(CLONE_NEWNET));
        const test::calls there{"careless"};
        CHECK_EQ(there.number(), here.number()); // of the device, which all share
        set_fickle(there, 2);
        CHECK_EQ(fickle(here), 2U); // whoever calls is there
        CHECK_ERRNO(all_types.ask(ALL_TYPES_IOC_NOTHING), ENODEV);
        CHECK_ERRNO(syscall(549, 42), ENODEV);
        gw_syscall_find named{};
        std::strcpy(named.device, "all_types");
        CHECK_ERRNO(syscall(GW_SYSCALL, 0, GW_SYSCALL_FIND, &named), ENODEV);
    }};
    other.join();
    CHECK_EQ(fickle(here), 1U);
    test::child container{[&] {
        CHECK_OK(unshare(CLONE_NEWUSER | CLONE_NEWNET));
        CHECK_OK(here.ask(CARELESS_IOC_HOME_CALL));
        CHECK_ERRNO(here.ask(CARELESS_IOC_HOST_CALL), EPERM);
    }};
    container.join();
}

} // namespace

int main() {
    test::need_system_calls();
    const test::module all_types{"all_types"};
    const test::module many{"many_instances"};
    const test::module careless{"careless"};
    nobody();
    root();
    capabilities();
    namespaces();
}
