// SPDX-License-Identifier: MIT
//
// The protocol byte by byte: what each request is answered with, and what not; several in one
// datagram; structures longer and shorter than the kernel's.
#include "netlink.hpp"

namespace {

using test::own::request;

/// The messages that wait, which are all there are to one datagram.
std::vector<test::own::message> all_of(test::own::socket& by) {
    std::vector<test::own::message> all;
    for (auto some = by.receive(MSG_DONTWAIT); !some.empty(); some = by.receive(MSG_DONTWAIT))
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

void properties(test::own::socket& by) {
    const auto got = by.ask(GW_NETLINK_GET, ALL_TYPES_LEVEL);
    CHECK_EQ(got.error, 0);
    CHECK_EQ(got.messages.size(), 1U);
    const auto& m = got.messages[0];
    CHECK_EQ(m.head.nlmsg_type, GW_NETLINK_GET);
    CHECK_EQ(m.head.nlmsg_len, NLMSG_LENGTH(sizeof(gw_netlink) + sizeof(all_types_gw_level)));
    CHECK_EQ(std::string{m.what.device}, std::string{"all_types"});
    CHECK_EQ(m.what.element, ALL_TYPES_LEVEL);
    CHECK_EQ(m.what.group + m.what.sequence + m.what.time, 0U);
    CHECK_EQ(m.as<all_types_gw_level>().value, 100U);

    // The answer is there when send() has returned, and with no NLM_F_ACK it is all.
    by.send(GW_NETLINK_GET, ALL_TYPES_LEVEL, {}, 0);
    CHECK_EQ(all_of(by).size(), 1U);
    by.send(GW_NETLINK_SET, ALL_TYPES_LEVEL, test::bytes_of(all_types_gw_level{77}), 0);
    CHECK(all_of(by).empty());
    const auto set = by.ask(GW_NETLINK_SET, ALL_TYPES_LEVEL, test::bytes_of(std::uint8_t{78}));
    CHECK_EQ(set.error, 0);
    CHECK(set.messages.empty());
    CHECK_EQ(by.ask(GW_NETLINK_GET, ALL_TYPES_LEVEL).messages[0].as<all_types_gw_level>().value,
             78U);
}

void calls(test::own::socket& by) {
    all_types_gw_all sent{};
    sent.a64 = 0x1122334455667788;
    std::strcpy(sent.label, "echoed");
    sent.list_count = 2;
    sent.list[1] = 9;
    const auto got = by.ask(GW_NETLINK_CALL, ALL_TYPES_ECHO, test::bytes_of(sent));
    CHECK_EQ(got.error, 0);
    const auto reply = got.messages.at(0).as<all_types_gw_all>();
    CHECK(std::memcmp(&reply, &sent, sizeof sent) == 0);

    CHECK(by.ask(GW_NETLINK_CALL, ALL_TYPES_NOTHING).messages.empty());
    by.send(GW_NETLINK_CALL, ALL_TYPES_NOTHING, {}, 0);
    const auto done = all_of(by);
    CHECK_EQ(done.size(), 1U);
    CHECK_EQ(done[0].head.nlmsg_type, GW_NETLINK_CALL);
    CHECK(done[0].data.empty());

    all_types_gw_fail_request how{-ENOENT};
    const auto failed = by.ask(GW_NETLINK_CALL, ALL_TYPES_FAIL, test::bytes_of(how));
    CHECK_EQ(failed.error, ENOENT);
    CHECK(failed.messages.empty());
}

void rows(test::own::socket& by) {
    constexpr std::uint32_t count = 3000;
    const all_types_gw_fill_request fill{.first = 5, .count = count, .step = 2};
    CHECK_EQ(by.ask(GW_NETLINK_CALL, ALL_TYPES_FILL, test::bytes_of(fill)).error, 0);
    const auto all = by.ask(GW_NETLINK_ROWS, ALL_TYPES_ITEMS, {}, NLM_F_DUMP);
    CHECK_EQ(all.error, 0);
    CHECK_EQ(all.messages.size(), count);
    std::uint32_t next = 5;
    for (const auto& m : all.messages) {
        CHECK_EQ(m.head.nlmsg_type, GW_NETLINK_ROWS);
        CHECK_EQ(m.head.nlmsg_flags, NLM_F_MULTI);
        CHECK_EQ(m.what.element, ALL_TYPES_ITEMS);
        CHECK_EQ(m.as<all_types_gw_items>().id, std::exchange(next, next + 2));
    }

    // Rows that come while it is read are said to, and the others are all there, once.
    by.send(GW_NETLINK_ROWS, ALL_TYPES_ITEMS, {}, NLM_F_DUMP);
    test::own::socket other;
    CHECK_EQ(other.ask(GW_NETLINK_CALL, ALL_TYPES_EMPTY, test::bytes_of(fill)).error, 0);
    const auto rest = by.finish();
    CHECK_EQ(rest.error, 0);
    CHECK(!rest.messages.empty() && rest.messages.size() < count);
}

void several_at_once(test::own::socket& by) {
    test::bytes datagram;
    const auto add = [&](const test::bytes& one) {
        datagram.resize(NLMSG_ALIGN(datagram.size()));
        datagram.insert(datagram.end(), one.begin(), one.end());
    };
    const auto set = [&](std::uint8_t level) {
        add(request("all_types", GW_NETLINK_SET, ALL_TYPES_LEVEL, test::bytes_of(level)));
    };
    set(50); // a byte: what follows begins at a multiple of four
    add(request("all_types", GW_NETLINK_GET, ALL_TYPES_LEVEL, {}, 0));
    set(9); // outside its range
    set(51);
    add(request("all_types", GW_NETLINK_GET, ALL_TYPES_LEVEL, {}, 0));
    by.send_all(datagram);
    const auto all = all_of(by);
    CHECK_EQ(all.size(), 5U);
    CHECK_EQ(all[0].error, 0);
    CHECK_EQ(all[1].as<all_types_gw_level>().value, 50U);
    CHECK_EQ(all[2].error, ERANGE);
    CHECK_EQ(all[3].error, 0);
    CHECK_EQ(all[4].as<all_types_gw_level>().value, 51U);
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::own::socket by;
    properties(by);
    calls(by);
    rows(by);
    several_at_once(by);
}
