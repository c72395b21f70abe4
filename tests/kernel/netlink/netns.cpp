// SPDX-License-Identifier: MIT
//
// A socket reaches, and hears, only the network namespace that it was opened in; the kernel's is
// there from the first instance on, and even a dump that nobody reads outlives that.
#include <sched.h>

#include "careless.gw.h"
#include "netlink.hpp"

namespace {

void mumble(std::uint32_t count) {
    const test::file fd{CARELESS_NODE};
    careless_gw_mumble_request wanted{count};
    CHECK_OK(ioctl(fd, CARELESS_IOC_MUMBLE, &wanted));
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::own::socket without;
    test::child before{[] {
        CHECK_OK(unshare(CLONE_NEWNET));
        test::own::socket there;
        const auto get = test::own::request("all_types", GW_NETLINK_GET, ALL_TYPES_LEVEL);
        CHECK_ERRNO(there.try_send(get), ECONNREFUSED); // nobody has an instance here
        const test::module careless{"careless"};
        CHECK_EQ(there.ask(GW_NETLINK_GET, ALL_TYPES_LEVEL).error, ENODEV); // not that, anyway
    }};
    before.join();

    test::module careless{"careless"};
    test::own::socket here{"careless"};
    CHECK_OK(here.join_event(CARELESS_MUMBLED));
    test::baton there_listens;
    test::baton here_done;
    test::child other{[&] {
        CHECK_OK(unshare(CLONE_NEWNET));
        test::own::socket there{"careless"};
        CHECK_OK(there.join_event(CARELESS_MUMBLED));
        const auto seven = test::bytes_of(std::uint32_t{7});
        CHECK_EQ(there.ask(GW_NETLINK_SET, CARELESS_HOME, seven).error, 0);
        there_listens.pass();
        here_done.take();
        CHECK_EQ(there.status(CARELESS_MUMBLED).sequence, 0U);
        CHECK(there.receive(MSG_DONTWAIT).empty());
        mumble(1);
        CHECK_EQ(there.status(CARELESS_MUMBLED).sequence, 1U);
        test::own::socket read_late{"careless"};
        test::own::socket never_read{"careless"};
        for (auto* const by : {&read_late, &never_read})
            by->send(GW_NETLINK_ROWS, CARELESS_HOME_ROWS, {}, NLM_F_DUMP);
        there_listens.pass();
        here_done.take();
        CHECK_EQ(there.ask(GW_NETLINK_GET, CARELESS_HOME).error, ENODEV);
        CHECK(!read_late.receive().empty());
    }};
    there_listens.take();
    mumble(2);
    std::uint64_t heard = 0;
    while (heard < 2)
        for (const auto& m : here.receive())
            CHECK_EQ(m.what.sequence, ++heard);
    here_done.pass();
    there_listens.take();
    CHECK_EQ(here.status(CARELESS_MUMBLED).sequence, 2U);
    CHECK(here.ask(GW_NETLINK_GET, CARELESS_HOME).messages.at(0).data !=
          test::bytes_of(std::uint32_t{7}));
    careless.unload();
    here_done.pass();
    other.join();
    CHECK_EQ(without.ask(GW_NETLINK_GET, ALL_TYPES_LEVEL).error, 0);
}
