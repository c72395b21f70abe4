// SPDX-License-Identifier: MIT
//
// Records sent from a thread, a softirq, a hard interrupt and an NMI reach a listener of generic
// netlink, whole and in the order of their numbers.
#include "genl.hpp"

int main() {
    const test::module all_types{"all_types"};
    test::genl listener;
    test::genl caller;
    CHECK_OK(listener.join(ALL_TYPES_GENL_GROUP_TICK));

    for (const auto how : {ALL_TYPES_MANNER_COPY, ALL_TYPES_MANNER_IN_PLACE})
        for (unsigned from = 0; from < test::origins(); ++from)
            test::emit_by_netlink(caller, 20, static_cast<std::uint8_t>(from),
                                  static_cast<std::uint8_t>(how));
    const unsigned all = 40 * test::origins();
    CHECK_EQ(caller.status(ALL_TYPES_TICK), all); // and by now all were sent
    std::map<unsigned, std::uint64_t> seen;
    std::uint64_t last = 0;
    std::uint64_t time = 0;
    for (auto some = listener.receive(MSG_DONTWAIT); !some.empty();
         some = listener.receive(MSG_DONTWAIT)) {
        for (const auto& m : some) {
            CHECK_EQ(m.command, ALL_TYPES_TICK);
            CHECK_EQ(m.sequence(), ++last);
            const auto sent = test::as<std::uint64_t>(m.found.at(GW_GENL_A_TIME));
            CHECK(sent >= time);
            time = sent;
            const auto data = m.data();
            const auto nr = test::as<std::uint64_t>(data.at(1));
            const auto cpu = test::as<std::uint32_t>(data.at(3));
            const auto from = test::as<std::uint8_t>(data.at(4));
            CHECK_EQ(test::as<std::uint64_t>(data.at(2)),
                     ((nr + 1) * 0x9e3779b97f4a7c15U) ^ cpu ^ (std::uint64_t{from} << 32));
            ++seen[from];
        }
    }
    CHECK_EQ(last, all);
    for (unsigned from = 0; from < test::origins(); ++from)
        CHECK_EQ(seen[from], 40U);
}
