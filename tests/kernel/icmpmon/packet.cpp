// SPDX-License-Identifier: MIT
// Carriers: ring
//
// Each ICMP packet that comes in is reported as it was.
#include "icmp.hpp"

int main() {
    const test::module icmpmon{"icmpmon"};
    test::icmp_listener listener;
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const auto begin = static_cast<std::uint64_t>(now.tv_sec) * 1000000000U +
                       static_cast<std::uint64_t>(now.tv_nsec);
    test::ping(10);
    test::ping(1, test::localhost + 1);

    unsigned requests = 0;
    unsigned replies = 0;
    listener.drain([&](unsigned, const gw_reader_item& item, gw_reader_status status) {
        CHECK_EQ(status, GW_READER_ITEM);
        CHECK_EQ(item.event, ICMPMON_PACKET);
        CHECK_EQ(item.size, sizeof(icmpmon_gw_packet));
        icmpmon_gw_packet packet{};
        std::memcpy(&packet, item.payload, sizeof packet);
        const auto from = ntohl(packet.saddr);
        const auto to = ntohl(packet.daddr);
        CHECK(from == test::localhost || from == test::localhost + 1);
        CHECK(to == test::localhost || to == test::localhost + 1);
        CHECK_EQ(packet.code, 0U);
        CHECK(packet.time >= begin);
        CHECK(item.time >= begin);
        requests += packet.type == ICMP_ECHO;
        replies += packet.type == ICMP_ECHOREPLY;
        for (const auto pad : packet.__pad0)
            CHECK_EQ(pad, 0U);
    });
    CHECK_EQ(requests, 11U);
    CHECK_EQ(replies, 11U);
}
