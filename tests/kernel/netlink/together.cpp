// SPDX-License-Identifier: MIT
//
// Records of an event that are there together come in datagrams of several, each of which a buffer
// of 4096 bytes receives. Events that take turns keep them. By netlink, and by generic netlink.
#include "genl.hpp"
#include "netlink.hpp"

namespace {

std::uint64_t number(const test::message& m) {
    return m.sequence();
}
std::uint64_t number(const test::own::message& m) {
    return m.what.sequence;
}
unsigned event(const test::message& m) {
    return m.command;
}
unsigned event(const test::own::message& m) {
    return m.what.element;
}

/// How many datagrams `count` ticks came in.
std::uint32_t datagrams(auto& by, std::uint64_t count) {
    std::uint32_t datagrams = 0;
    for (std::uint64_t heard = 0; heard < count; ++datagrams) {
        std::size_t size = 0;
        for (const auto& m : by.receive()) {
            CHECK_EQ(number(m), ++heard);
            size += NLMSG_ALIGN(m.head.nlmsg_len);
        }
        CHECK(size > 0 && size <= 4096);
    }
    return datagrams;
}

/// Ticks and notes, in turn.
void hear_turns(auto& by, std::uint64_t turns, std::uint64_t ticks) {
    for (std::uint64_t heard = 0; heard < 2 * turns;)
        for (const auto& m : by.receive()) {
            const bool note = heard % 2 != 0;
            CHECK_EQ(event(m), note ? ALL_TYPES_NOTE : ALL_TYPES_TICK);
            CHECK_EQ(number(m), (note ? 0 : ticks) + heard / 2 + 1);
            ++heard;
        }
}

} // namespace

int main() {
    constexpr std::uint32_t ticks = 400;
    constexpr std::uint32_t turns = 50;
    const test::module all_types{"all_types"};
    test::own::socket caller;
    test::own::socket own;
    test::genl generic;
    own.room(1 << 22);
    CHECK_OK(own.join_event(ALL_TYPES_TICK));
    CHECK_OK(generic.join(ALL_TYPES_GENL_GROUP_TICK));
    // In bursts, which nothing interrupts.
    test::own::emit(caller, ticks, ALL_TYPES_ORIGIN_HARDIRQ);
    CHECK(datagrams(own, ticks) <= ticks / 2);
    CHECK(datagrams(generic, ticks) <= ticks / 2);

    CHECK_OK(own.join_event(ALL_TYPES_NOTE));
    CHECK_OK(generic.join(ALL_TYPES_GENL_GROUP_NOTE));
    for (std::uint32_t i = 0; i < turns; ++i) {
        test::own::emit(caller, 1);
        CHECK_EQ(caller
                     .ask(GW_NETLINK_CALL, ALL_TYPES_TELL,
                          test::bytes_of(all_types_gw_tell_request{.text = "hear"}))
                     .error,
                 0);
    }
    hear_turns(own, turns, ticks);
    hear_turns(generic, turns, ticks);
}
