// SPDX-License-Identifier: MIT
//
// Records sent from a thread, a softirq, a hard interrupt and an NMI reach a listener, whole and in
// the order of their numbers. The kernel speaks first: the listener has asked for nothing.
#include <map>

#include "netlink.hpp"

int main() {
    const test::module all_types{"all_types"};
    test::own::socket listener;
    test::own::socket caller;
    CHECK_OK(listener.join(caller.status(ALL_TYPES_TICK).group));

    for (const auto how : {ALL_TYPES_MANNER_COPY, ALL_TYPES_MANNER_IN_PLACE})
        for (unsigned from = 0; from < test::origins(); ++from)
            test::own::emit(caller, 20, static_cast<std::uint8_t>(from),
                            static_cast<std::uint8_t>(how));
    const unsigned all = 40 * test::origins();
    const auto status = caller.status(ALL_TYPES_TICK); // and by now all were sent
    CHECK_EQ(status.sequence, all);
    std::map<unsigned, std::uint64_t> seen;
    std::uint64_t last = 0;
    std::uint64_t time = 0;
    for (auto some = listener.receive(MSG_DONTWAIT); !some.empty();
         some = listener.receive(MSG_DONTWAIT)) {
        for (const auto& m : some) {
            CHECK_EQ(m.head.nlmsg_type, GW_NETLINK_EVENT);
            CHECK_EQ(m.head.nlmsg_seq + m.head.nlmsg_pid, 0U);
            CHECK_EQ(m.what.element, ALL_TYPES_TICK);
            CHECK_EQ(m.what.group, status.group);
            CHECK_EQ(m.what.sequence, ++last);
            CHECK(m.what.time >= time);
            time = m.what.time;
            const auto tick = m.as<all_types_gw_tick>();
            CHECK_EQ(tick.check, ((tick.nr + 1) * 0x9e3779b97f4a7c15U) ^ tick.cpu ^
                                     (std::uint64_t{tick.from} << 32));
            ++seen[tick.from];
        }
    }
    CHECK_EQ(last, all);
    for (unsigned from = 0; from < test::origins(); ++from)
        CHECK_EQ(seen[from], 40U);
}
