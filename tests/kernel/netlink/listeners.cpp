// SPDX-License-Identifier: MIT
//
// Several listeners to one event: one that comes late, one that is killed, one that does not read.
// The others get every record, and whoever missed some can tell how many.
#include "netlink.hpp"

namespace {

/// Takes what waits, all of it ticks in sequence; gives the number of the last.
std::uint64_t hear(test::own::socket& by, std::uint64_t last) {
    for (auto some = by.receive(MSG_DONTWAIT); !some.empty(); some = by.receive(MSG_DONTWAIT))
        for (const auto& m : some) {
            CHECK_EQ(m.head.nlmsg_type, GW_NETLINK_EVENT);
            CHECK_EQ(m.what.sequence, ++last);
        }
    CHECK_EQ(errno, EAGAIN);
    return last;
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::own::socket caller;
    const auto group = caller.status(ALL_TYPES_TICK).group;
    const auto emit = [&](std::uint32_t count) {
        test::own::emit(caller, count);
        return caller.status(ALL_TYPES_TICK).sequence;
    };
    CHECK_EQ(emit(3), 0U); // nobody listens: none has a number

    test::own::socket first;
    first.room(1 << 22);
    CHECK_OK(first.join(group));
    CHECK_EQ(emit(5), 5U);

    test::own::socket late;
    late.room(1 << 22);
    CHECK_OK(late.join(group));
    test::own::socket stopped;
    stopped.room(4096);
    CHECK_OK(stopped.join(group));
    test::baton joined;
    test::child dead{[&] {
        test::own::socket own;
        CHECK_OK(own.join(group));
        joined.pass();
        pause();
    }};
    joined.take();
    CHECK_EQ(emit(200), 205U);
    CHECK_EQ(hear(first, 0), 205U);
    CHECK_EQ(hear(late, 5), 205U); // what it has not heard has gone by
    dead.kill9();
    CHECK_EQ(emit(10), 215U);
    CHECK_EQ(hear(first, 205), 215U);
    CHECK_EQ(hear(late, 205), 215U);

    std::uint64_t heard = 5;
    bool overrun = false;
    for (;;) {
        const auto some = stopped.receive(MSG_DONTWAIT);
        if (some.empty() && errno == EAGAIN)
            break;
        overrun = overrun || some.empty();
        for (const auto& m : some)
            CHECK_EQ(m.what.sequence, ++heard); // the first are there
    }
    CHECK(overrun && heard < 205);
    CHECK_EQ(stopped.status(ALL_TYPES_TICK).sequence, 215U); // and the rest is missing
    CHECK_EQ(emit(1), 216U);
    const auto next = stopped.receive();
    CHECK_EQ(next.at(0).what.sequence, 216U);
}
