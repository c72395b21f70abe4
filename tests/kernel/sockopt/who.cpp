// SPDX-License-Identifier: MIT
//
// Permissions over socket options: what the description requires, of who created the socket and of
// who uses it; or else the mode of the interface, with CAP_NET_ADMIN for what that leaves to root.
#include <linux/capability.h>

#include "all_types.gw.h"
#include "many_instances.gw.h"
#include "sockopt.hpp"

namespace {

constexpr const char* restricted = "many_instances@alpha"; // 0640

void keep_only(unsigned capability) {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2]{};
    data[capability / 32].effective = 1U << capability % 32;
    data[capability / 32].permitted = 1U << capability % 32;
    CHECK_OK(syscall(SYS_capset, &header, data));
}

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
        keep_only(CAP_NET_ADMIN);
        CHECK_OK(test::options{restricted}.get(MANY_INSTANCES_VALUE, value));
        CHECK_ERRNO(test::options{}.call(ALL_TYPES_GUARDED), EPERM);
    }};
    net_admin.join();
    test::child sys_admin{[&] {
        keep_only(CAP_SYS_ADMIN);
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
    int ends[2];
    CHECK_OK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    test::child nobody{[&] {
        CHECK_OK(setgid(65534));
        CHECK_OK(setuid(65534));
        const test::options own;
        char byte = 0;
        iovec data{&byte, 1};
        alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
        msghdr message{};
        message.msg_iov = &data;
        message.msg_iovlen = 1;
        message.msg_control = room;
        message.msg_controllen = sizeof room;
        auto* const head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int));
        const int fd = own.fd();
        std::memcpy(CMSG_DATA(head), &fd, sizeof fd);
        CHECK_OK(sendmsg(ends[1], &message, 0));
    }};
    char byte = 0;
    iovec data{&byte, 1};
    alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = room;
    message.msg_controllen = sizeof room;
    test::await(ends[0], POLLIN);
    CHECK_OK(recvmsg(ends[0], &message, 0));
    nobody.join();
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
    const test::options ours;
    CHECK_OK(ours.call(ALL_TYPES_GUARDED));
    socklen_t size = 0;
    CHECK_ERRNO(getsockopt(fd, SOL_IP, ours.option(ALL_TYPES_GUARDED), nullptr, &size), EPERM);
    CHECK_OK(getsockopt(fd, SOL_IP, ours.option(ALL_TYPES_NOTHING), nullptr, &size));
    close(fd);
    close(ends[0]);
    close(ends[1]);
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
