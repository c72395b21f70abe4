// SPDX-License-Identifier: MIT
//
// The provider goes while tables are half read, with members in its groups and sockets open.
// Members are notified, with the number of the last record; who comes later is told, too, until the
// provider is there again.
#include "netlink.hpp"

int main() {
    test::own::socket* kept = nullptr;
    for (int round = 0; round < 3; ++round) {
        test::module all_types{"all_types"};
        test::own::socket caller;
        test::own::socket reader;
        test::own::socket member;
        CHECK_OK(member.join_event(ALL_TYPES_TICK));
        CHECK_OK(member.join_event(ALL_TYPES_NOTE));
        const all_types_gw_fill_request fill{.first = 0, .count = 5000, .step = 1};
        CHECK_EQ(caller.ask(GW_NETLINK_CALL, ALL_TYPES_FILL, test::bytes_of(fill)).error, 0);
        {
            test::own::socket closed;
            for (auto* const each : {&reader, &closed}) {
                each->send(GW_NETLINK_ROWS, ALL_TYPES_ITEMS, {}, NLM_F_DUMP);
                CHECK(!each->receive().empty());
            }
            // One at a time.
            CHECK_EQ(closed.ask(GW_NETLINK_ROWS, ALL_TYPES_ITEMS, {}, NLM_F_DUMP).error, EBUSY);
        }
        test::own::emit(caller, 3);

        all_types.unload();
        const auto ended = reader.finish();
        CHECK_EQ(ended.error, ENODEV);
        CHECK(ended.messages.size() < 4000);
        const auto refused = caller.ask(GW_NETLINK_GET, ALL_TYPES_LEVEL);
        CHECK_EQ(refused.error, ENODEV);
        CHECK_EQ(refused.text, std::string{"no such device"});
        CHECK_EQ(caller.ask(GW_NETLINK_ROWS, ALL_TYPES_ITEMS, {}, NLM_F_DUMP).error, ENODEV);

        std::uint64_t ticks = 0;
        unsigned gone = 0;
        while (gone < 2) {
            for (const auto& m : member.receive()) {
                if (m.head.nlmsg_type == GW_NETLINK_EVENT)
                    CHECK_EQ(m.what.sequence, ++ticks);
                if (m.head.nlmsg_type != GW_NETLINK_GONE)
                    continue;
                CHECK_EQ(m.what.sequence, m.what.element == ALL_TYPES_TICK ? 3U : 0U);
                ++gone;
            }
        }
        CHECK_EQ(ticks, 3U);
        // Who stays in a group hears the next provider's events of the same name.
        if (kept == nullptr) {
            kept = new test::own::socket;
            const test::module again{"all_types"};
            CHECK_OK(kept->join_event(ALL_TYPES_TICK));
        } else {
            CHECK(!kept->receive().empty());
        }
    }
    delete kept;
}
