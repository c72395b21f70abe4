// SPDX-License-Identifier: MIT
//
// Records sent from a thread, a softirq, a hard interrupt and an NMI reach the socket, whole and in
// order of time.
#include "thread.hpp"

int main() {
    test::run_on(0); // each CPU has numbers of its own
    const test::module all_types{"all_types"};
    test::listener listener;
    for (const auto how : {ALL_TYPES_MANNER_COPY, ALL_TYPES_MANNER_IN_PLACE})
        for (unsigned from = 0; from < test::origins(); ++from)
            test::emit(listener.session(), 20, from, how);
    std::map<unsigned, std::uint64_t> seen;
    listener.await(std::uint64_t{40} * test::origins(),
                   [&](const gw_item& head, const std::byte* record) {
                       all_types_gw_tick tick{};
                       CHECK_EQ(head.size, sizeof tick);
                       std::memcpy(&tick, record, sizeof tick);
                       CHECK_EQ(tick.check, ((tick.nr + 1) * 0x9e3779b97f4a7c15U) ^ tick.cpu ^
                                                (std::uint64_t{tick.from} << 32));
                       ++seen[tick.from];
                   });
    CHECK_EQ(listener.lost(), 0U);
    for (unsigned from = 0; from < test::origins(); ++from)
        CHECK_EQ(seen[from], 40U);
}
