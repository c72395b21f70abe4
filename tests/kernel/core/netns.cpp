// SPDX-License-Identifier: MIT
// Carriers: ioctl ring seq_file sysfs
//
// netns: each. Who opened the node in a network namespace hears and changes that one, wherever he
// or the descriptor goes; a namespace that ends takes its sessions along.
#include <sched.h>

#include "icmp.hpp"

namespace {

const std::string talkers = "/proc/gangway/icmpmon/talkers";

std::string listed(const std::string& rows) {
    return "saddr packets\n" + rows;
}

void separate() {
    const test::file fd{ICMPMON_NODE};
    const test::file listing{talkers, O_RDONLY};
    test::icmp_listener here;
    test::baton there_done;
    test::baton here_done;
    test::child other{[&] {
        CHECK_OK(unshare(CLONE_NEWNET));
        test::set_loopback_up();
        const test::file own{ICMPMON_NODE};
        test::icmp_listener there;
        test::ping(3);
        CHECK_EQ(there.heard(), 6U);
        CHECK_EQ(test::seen(), 6U);
        CHECK_EQ(test::count(own, test::localhost), 6);
        // The descriptor from before still speaks of where it was opened.
        CHECK_ERRNO(test::count(fd, test::localhost), ENOENT);
        // So does the listing; by its name it is that of who opens it.
        char rows[100];
        CHECK_EQ(std::string(rows, static_cast<std::size_t>(read(listing, rows, sizeof rows))),
                 listed(""));
        CHECK_EQ(test::read_file(talkers), listed("127.0.0.1 6\n"));
        test::write_file(test::icmpmon_file("enabled"), "0"); // here only
        CHECK_EQ(test::read_file(test::icmpmon_file("enabled")), std::string{"0\n"});
        there_done.pass();
        here_done.take();
        CHECK_EQ(there.heard(), 6U);
        CHECK_EQ(test::seen(), 6U);
        CHECK_EQ(test::read_file(talkers), listed("127.0.0.1 6\n"));
    }};
    there_done.take();
    CHECK_EQ(here.heard(), 0U);
    CHECK_EQ(test::seen(), 0U);
    CHECK_EQ(test::read_file(test::icmpmon_file("enabled")), std::string{"1\n"});
    CHECK_EQ(test::read_file(talkers), listed(""));
    test::ping(2);
    CHECK_EQ(here.heard(), 4U);
    CHECK_EQ(test::seen(), 4U);
    CHECK_EQ(test::read_file(talkers), listed("127.0.0.1 4\n"));
    here_done.pass();
    other.join();
}

void privileged_at_home() {
    test::child container{[] {
        CHECK_OK(unshare(CLONE_NEWUSER | CLONE_NEWNET));
        test::write_file("/proc/self/uid_map", "0 0 1");
        const test::file own{ICMPMON_NODE};
        CHECK_OK(ioctl(own, ICMPMON_IOC_RESET)); // root of its own network
    }};
    container.join();
    const test::file ours{ICMPMON_NODE};
    test::child guest{[&] {
        CHECK_OK(unshare(CLONE_NEWUSER));
        test::write_file("/proc/self/uid_map", "0 0 1");
        const test::file fd{ICMPMON_NODE}; // of our network
        CHECK_ERRNO(ioctl(fd, ICMPMON_IOC_RESET), EPERM);
        CHECK_ERRNO(ioctl(ours, ICMPMON_IOC_RESET), EPERM);
    }};
    guest.join();
}

// A session does not keep a namespace alive.
void namespace_ends() {
    const test::file home{"/proc/self/ns/net", O_RDONLY};
    CHECK_OK(unshare(CLONE_NEWNET));
    test::icmp_listener listener;
    CHECK(listener.arm());
    CHECK_OK(setns(home, CLONE_NEWNET));
    CHECK_EQ(listener.wait(), POLLHUP | POLLERR);
    CHECK_ERRNO(test::count(listener.fd(), test::localhost), ENODEV);
    CHECK(test::read_file(test::icmpmon_file("enabled")) == "1\n");
}

} // namespace

int main() {
    const test::module icmpmon{"icmpmon"};
    separate();
    privileged_at_home();
    namespace_ends();
}
