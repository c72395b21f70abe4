// SPDX-License-Identifier: MIT
//
// A socket of generic netlink hears only of the network namespace that it was opened in.
#include <sched.h>

#include "genl.hpp"
#include "icmp.hpp"

int main() {
    const test::module all_types{"all_types"};
    const test::module icmpmon{"icmpmon"};
    test::genl here{ICMPMON_GENL_FAMILY};
    CHECK_OK(here.join(ICMPMON_GENL_GROUP_PACKET));
    test::baton there_listens;
    test::baton here_done;
    test::child other{[&] {
        CHECK_OK(unshare(CLONE_NEWNET));
        test::set_loopback_up();
        CHECK_EQ(test::genl{"all_types"}.family(), 0U); // of the first namespace only
        test::genl there{ICMPMON_GENL_FAMILY};
        CHECK_OK(there.join(ICMPMON_GENL_GROUP_PACKET));
        there_listens.pass();
        here_done.take();
        CHECK_EQ(there.status(ICMPMON_PACKET), 0U);
        CHECK(there.receive(MSG_DONTWAIT).empty());
        test::ping(1);
        CHECK_EQ(there.status(ICMPMON_PACKET), 2U);
    }};
    there_listens.take();
    test::ping(2);
    std::uint64_t heard = 0;
    while (heard < 4)
        for (const auto& m : here.receive())
            CHECK_EQ(m.sequence(), ++heard);
    here_done.pass();
    other.join();
    CHECK_EQ(here.status(ICMPMON_PACKET), 4U);
}
