// SPDX-License-Identifier: MIT
// Carriers: ioctl io_uring syscall sockopt ring chardev thread eventfd relay sysfs procfs sysctl
// debugfs genetlink seq_file
//
// netns: each, and an ordinary user who has unshared user and network namespace, as `unshare -Urn`
// does: there the user has the capabilities over networks, by each carrier, but none over the
// machine; and what is root's stays the machine's root's.
#include <sched.h>
#include <sys/stat.h>

#include "careless.gw.h"
#include "carriers.hpp"
#include "genl.hpp"
#include "icmpmon.gw.h"
#include "sockopt.hpp"
#include "uring.hpp"

namespace {

constexpr unsigned user = 1001;

void become_root_of_own_network() {
    CHECK_OK(setgid(user));
    CHECK_OK(setuid(user));
    CHECK_OK(prctl(PR_SET_DUMPABLE, 1)); // else /proc/self is root's
    CHECK_OK(unshare(CLONE_NEWUSER | CLONE_NEWNET));
    test::write_file("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
    CHECK_EQ(getuid(), 0U);
}

/// errno of reading a file from its beginning; 0: there was something.
int reading(const std::string& path) {
    const test::file fd{path, O_RDONLY};
    char text[64];
    return read(fd, text, sizeof text) > 0 ? 0 : errno;
}

int writing(const std::string& path) {
    const test::file fd{path, O_WRONLY};
    return write(fd, "1", 1) == 1 ? 0 : errno;
}

/// Who may is asked before what else the carrier wants to know, which is left out.
int subscribing(int fd, unsigned event, std::uint32_t carrier) {
    gw_subscribe_ring wanted{};
    wanted.head.carrier = carrier;
    wanted.head.events[0] = 1U << event;
    return ioctl(fd, GW_RING_SUBSCRIBE, &wanted);
}

void by_subscription() {
    const test::file fd{CARELESS_NODE};
    for (const unsigned carrier :
         {GW_CARRIER_ring, GW_CARRIER_chardev, GW_CARRIER_thread, GW_CARRIER_eventfd})
        CHECK_ERRNO(subscribing(fd, CARELESS_SECRET, carrier), EPERM);
    // What is for everybody comes as far as the version, which it does not say.
    CHECK_ERRNO(subscribing(fd, CARELESS_MUMBLED, GW_CARRIER_ring), EPROTONOSUPPORT);
}

/// Requests with numbers; `ask` makes one, and gives its errno.
template <typename Ask>
void by_numbers(Ask ask) {
    careless_gw_host host{1};
    careless_gw_home home{1};
    CHECK_EQ(ask(CARELESS_IOC_GET_HOST, &host), EPERM);
    CHECK_EQ(ask(CARELESS_IOC_SET_HOST, &host), EPERM);
    CHECK_EQ(ask(CARELESS_IOC_HOST_CALL, nullptr), EPERM);
    CHECK_EQ(ask(CARELESS_IOC_GET_HOME, &home), 0);
    CHECK_EQ(ask(CARELESS_IOC_SET_HOME, &home), 0);
    CHECK_EQ(ask(CARELESS_IOC_HOME_CALL, nullptr), 0);
}

void by_ioctl_and_its_kin() {
    const test::file fd{CARELESS_NODE};
    by_numbers([&](unsigned long request, void* at) { return ioctl(fd, request, at) ? errno : 0; });
    if (test::has("io_uring")) {
        test::uring ring;
        by_numbers([&](unsigned long request, void* at) { return ring.ask(fd, request, at); });
    }
    if (test::has("syscall")) {
        const test::calls calls{"careless"};
        by_numbers(
            [&](unsigned long request, void* at) { return calls.ask(request, at) ? errno : 0; });
    }
}

void by_sockopt() {
    const test::options by{"careless"};
    careless_gw_host host{1};
    careless_gw_home home{1};
    CHECK_ERRNO(by.get(CARELESS_HOST, host), EPERM);
    CHECK_ERRNO(by.set(CARELESS_HOST, host), EPERM);
    CHECK_ERRNO(by.call(CARELESS_HOST_CALL), EPERM);
    CHECK_OK(by.get(CARELESS_HOME, home));
    CHECK_OK(by.set(CARELESS_HOME, home));
    CHECK_OK(by.call(CARELESS_HOME_CALL));
}

void by_files() {
    for (const std::string folder :
         {"/sys/class/gangway/careless/", "/proc/gangway/careless/", "/proc/sys/gangway/careless/",
          "/sys/kernel/debug/gangway/careless/"}) {
        std::printf("%s\n", folder.c_str());
        CHECK_EQ(reading(folder + "host"), EPERM);
        CHECK_EQ(reading(folder + "home"), 0);
        if (folder.starts_with("/sys/class/"))
            continue; // sysfs has no files that others may write
        CHECK_EQ(writing(folder + "host"), EPERM);
        CHECK_EQ(writing(folder + "home"), 0);
    }
    CHECK_EQ(reading("/proc/gangway/careless/host_rows"), EPERM);
    CHECK_EQ(reading("/proc/gangway/careless/home_rows"), 0);
    CHECK_ERRNO(open("/sys/kernel/debug/gangway/careless/secret.0", O_RDONLY), EPERM);
}

void by_genetlink() {
    test::genl socket{"careless"};
    const auto one = test::only(1U);
    CHECK_EQ(socket.ask(CARELESS_HOST).error, EPERM);
    CHECK_EQ(socket.ask(CARELESS_HOST | GW_GENL_SET, one).error, EPERM);
    CHECK_EQ(socket.ask(CARELESS_HOST_CALL).error, EPERM);
    CHECK_EQ(socket.ask(CARELESS_HOST_ROWS, {}, NLM_F_DUMP).error, EPERM);
    CHECK_EQ(socket.ask(CARELESS_HOME).error, 0);
    CHECK_EQ(socket.ask(CARELESS_HOME | GW_GENL_SET, one).error, 0);
    CHECK_EQ(socket.ask(CARELESS_HOME_CALL).error, 0);
    CHECK_EQ(socket.ask(CARELESS_HOME_ROWS, {}, NLM_F_DUMP).error, 0);
}

// Of an interface that is root's: the kernel lets the owner of a network join all groups there.
void of_root() {
    CHECK_ERRNO(open(ICMPMON_NODE, O_RDWR), EACCES);
    test::genl socket{ICMPMON_GENL_FAMILY};
    CHECK_OK(socket.join(ICMPMON_GENL_GROUP_PACKET));
    const auto status = socket.ask(
        GW_GENL_STATUS, test::attributes{}.put(GW_GENL_A_ELEMENT, unsigned{ICMPMON_PACKET}).data());
    CHECK_EQ(status.error, EPERM);
}

} // namespace

int main() {
    const test::module careless{"careless"};
    const test::module icmpmon{"icmpmon"};
    struct stat before{};
    CHECK_OK(stat("/sys/kernel/debug", &before));
    CHECK_OK(chmod("/sys/kernel/debug", 0755));
    test::child ordinary{[] {
        become_root_of_own_network();
        by_subscription();
        by_ioctl_and_its_kin();
        by_sockopt();
        by_files();
        by_genetlink();
        of_root();
    }};
    ordinary.join();
    CHECK_OK(chmod("/sys/kernel/debug", before.st_mode & 07777));
}
