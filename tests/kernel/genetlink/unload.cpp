// SPDX-License-Identifier: MIT
//
// The provider goes while a dump of its table is paused, and one of its policies; with members in
// its groups; with sockets open. Members are notified, with the number of the last record.
#include "genl.hpp"

int main() {
    for (int round = 0; round < 3; ++round) {
        test::module all_types{"all_types"};
        test::genl caller;
        test::genl reader;
        test::genl closed;
        test::genl policies;
        test::genl member;
        CHECK_OK(member.join(ALL_TYPES_GENL_GROUP_TICK));
        CHECK_OK(member.join(ALL_TYPES_GENL_GROUP_LEVEL));
        const auto fill = test::attributes{}.put(1, 0U).put(2, 5000U).put(3, 1U);
        CHECK_EQ(
            caller.ask(ALL_TYPES_FILL, test::attributes{}.nest(GW_GENL_A_DATA, fill).data()).error,
            0);
        for (auto* const each : {&reader, &closed}) {
            each->send(each->family(), ALL_TYPES_ITEMS, {}, NLM_F_DUMP);
            CHECK(!each->receive().empty());
        }
        policies.send(GENL_ID_CTRL, CTRL_CMD_GETPOLICY,
                      test::attributes{}
                          .put(CTRL_ATTR_FAMILY_NAME, std::string_view{ALL_TYPES_GENL_FAMILY})
                          .data(),
                      NLM_F_DUMP);
        CHECK(!policies.receive().empty());
        test::emit_by_netlink(caller, 3);

        all_types.unload();
        const auto ended = reader.finish();
        CHECK_EQ(ended.error, ENODEV);
        CHECK(ended.messages.size() < 4000);
        CHECK_EQ(policies.finish().error, 0);
        CHECK_EQ(caller.ask(ALL_TYPES_LEVEL).error, ENOENT);

        std::uint64_t ticks = 0;
        unsigned gone = 0;
        while (gone < 2) {
            for (const auto& m : member.receive()) {
                if (m.command == ALL_TYPES_TICK)
                    CHECK_EQ(m.sequence(), ++ticks);
                if (m.command != GW_GENL_STATUS)
                    continue;
                CHECK(m.found.contains(GW_GENL_A_GONE));
                const auto element = test::as<std::uint32_t>(m.found.at(GW_GENL_A_ELEMENT));
                CHECK_EQ(m.sequence(), element == ALL_TYPES_TICK ? 3U : 0U);
                ++gone;
            }
        }
        CHECK_EQ(ticks, 3U);
        CHECK_EQ(test::genl{}.family(), 0U);
    }
}
