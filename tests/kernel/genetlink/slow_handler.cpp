// SPDX-License-Identifier: MIT
// Carriers: ioctl
//
// While one handler takes its time, reached by genetlink or waited for there, generic netlink goes
// on for everybody: families come and go and are listed, and this one's events are told. What waits
// is bounded, and answered in its order. None of it can end before the handler does unless it
// should.
#include "genl.hpp"

namespace {

constexpr std::uint32_t forever_ms = 600'000;

/// Is the family among all those that a new socket is told of?
bool is_listed(std::string_view name) {
    test::genl by;
    by.send(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, {}, NLM_F_DUMP);
    const auto all = by.finish();
    CHECK_EQ(all.error, 0);
    return std::any_of(all.messages.begin(), all.messages.end(), [&](const auto& m) {
        return name == reinterpret_cast<const char*>(m.found.at(CTRL_ATTR_FAMILY_NAME).data());
    });
}

/// Another family comes, and goes. In a process: what does not end must not keep us.
void others_go_on() {
    test::child other{[] {
        test::module many{"many_instances"};
        CHECK(is_listed("many_instances"));
        many.unload();
        CHECK(!is_listed("many_instances"));
        CHECK(is_listed(ALL_TYPES_GENL_FAMILY));
    }};
    other.join();
}

void slow_by_netlink() {
    test::child caller{[] {
        test::genl by;
        by.ask(ALL_TYPES_SLOW, test::slow(forever_ms, false));
    }};
    test::wait_until_slow();
    others_go_on();

    test::genl member;
    CHECK_OK(member.join(ALL_TYPES_GENL_GROUP_TICK));
    CHECK_EQ(member.status(ALL_TYPES_TICK), 0U);
    // Those that wait for their turn keep nobody either.
    test::genl waits;
    waits.send(waits.family(), ALL_TYPES_NOTHING, {}, NLM_F_ACK);
    waits.send(waits.family(), ALL_TYPES_ITEMS, {}, NLM_F_DUMP);
    others_go_on();
    CHECK_EQ(member.status(ALL_TYPES_TICK), 0U);
    caller.kill9();
    CHECK_EQ(waits.finish().error, 0);
}

void slow_by_ioctl() {
    test::child caller{[] {
        const test::file fd{ALL_TYPES_NODE};
        union all_types_gw_slow sleep{};
        sleep.request.ms = forever_ms;
        ioctl(fd, ALL_TYPES_IOC_SLOW, &sleep);
    }};
    test::wait_until_slow();
    test::genl reader;
    reader.send(reader.family(), ALL_TYPES_ITEMS, {}, NLM_F_DUMP);
    test::genl setter;
    setter.send(setter.family(), ALL_TYPES_LEVEL | GW_GENL_SET, test::only(std::uint8_t{77}), 0);
    others_go_on();
    caller.kill9();
    CHECK_EQ(reader.finish().error, 0);
}

/// A dump that has begun needs the handler for its other rows. Who reads them waits, and holds up
/// nobody else, not even another dump on the same socket.
void slow_later_rows() {
    const test::file fd{ALL_TYPES_NODE};
    all_types_gw_fill_request wanted{.first = 0, .count = 10'000, .step = 1};
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_FILL, &wanted));
    test::genl reader;
    reader.send(reader.family(), ALL_TYPES_ITEMS, {}, NLM_F_DUMP);
    CHECK(!reader.receive().empty());
    test::child caller{[] {
        test::genl by;
        by.ask(ALL_TYPES_SLOW, test::slow(forever_ms, false));
    }};
    test::wait_until_slow();
    // Netlink may tell who reads while another dump begins that there is none (EINVAL).
    test::child reads{[&] {
        for (;;)
            reader.receive();
    }};
    reads.wait_until_in(SYS_poll);
    test::child asks{[&] { reader.send(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, {}, NLM_F_DUMP); }};
    others_go_on();
    asks.join();
    reads.kill9();
    caller.kill9();
}

/// The answers to all that was sent meanwhile come in its order; what is too much is refused.
void bounded() {
    test::child caller{[] {
        test::genl by;
        by.ask(ALL_TYPES_SLOW, test::slow(forever_ms, false));
    }};
    test::wait_until_slow();
    test::genl by;
    for (int i = 0; i < 200; ++i)
        by.send(by.family(), ALL_TYPES_LEVEL | GW_GENL_SET,
                test::only(static_cast<std::uint8_t>(10 + i % 100)), NLM_F_ACK);
    std::vector<std::uint32_t> refused;
    std::vector<std::uint32_t> done;
    const auto take = [&] {
        for (const auto& m : by.receive()) {
            CHECK_EQ(m.head.nlmsg_type, NLMSG_ERROR);
            CHECK(m.error == 0 || m.error == EBUSY);
            (m.error == 0 ? done : refused).push_back(m.head.nlmsg_seq);
            if (m.error != 0)
                CHECK(m.text.find("too many") != std::string::npos);
        }
    };
    while (refused.size() < 200 - 64)
        take();
    CHECK(done.empty());
    caller.kill9();
    while (done.size() < 64)
        take();
    CHECK(std::is_sorted(done.begin(), done.end()));
    const auto last = by.ask(ALL_TYPES_LEVEL);
    CHECK_EQ(test::as<std::uint8_t>(last.messages.at(0).data().at(1)), 10 + 63);
}

} // namespace

int main() {
    test::module all_types{"all_types"};
    slow_by_netlink();
    slow_by_ioctl();
    slow_later_rows();
    bounded();
}
