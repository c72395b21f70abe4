// SPDX-License-Identifier: MIT
//
// Messages that no other carrier could send: refused with an errno and a text, or ignored as
// netlink ignores what is no message; they change nothing, and the next request is served.
#include "genl.hpp"
#include "netlink.hpp"

namespace {

using test::own::request;

test::own::socket* by = nullptr;
constexpr std::uint32_t mark = 4711;

void is_well() {
    const auto level = by->ask(GW_NETLINK_GET, ALL_TYPES_LEVEL);
    CHECK_EQ(level.error, 0);
    CHECK_EQ(level.messages.at(0).as<all_types_gw_level>().value, 100U);
}

void refused(const char* what, const test::bytes& message, int error, const char* text) {
    by->send_all(message);
    const auto got = by->receive(MSG_DONTWAIT);
    CHECK_EQ(got.size(), 1U);
    std::printf("%s: %s: %s\n", what, std::strerror(got[0].error), got[0].text.c_str());
    if (got[0].error != error || got[0].text.find(test::said(text)) == std::string::npos)
        test::fail(__FILE__, __LINE__,
                   std::string{what} + ": expected " + std::strerror(error) +
                       " and the words: " + text);
    CHECK_EQ(got[0].head.nlmsg_seq, mark);
    is_well();
}

void ignored(const char* what, const test::bytes& message) {
    std::printf("%s\n", what);
    by->send_all(message);
    CHECK(by->receive(MSG_DONTWAIT).empty());
    is_well();
}

test::bytes set_level(std::span<const std::byte> data) {
    return request("all_types", GW_NETLINK_SET, ALL_TYPES_LEVEL, data, 0, mark);
}

test::bytes get(const std::string& device, unsigned element) {
    return request(device, GW_NETLINK_GET, element, {}, 0, mark);
}

/// With another value at that place.
template <typename T>
test::bytes spoiled(test::bytes message, std::size_t at, T value) {
    std::memcpy(message.data() + at, &value, sizeof value);
    return message;
}

test::bytes resized(test::bytes message, std::size_t size) {
    message.resize(size);
    const auto length = static_cast<std::uint32_t>(size);
    return spoiled(std::move(message), offsetof(nlmsghdr, nlmsg_len), length);
}

constexpr std::size_t in_head(std::size_t at) {
    return NLMSG_HDRLEN + at;
}

void heads() {
    const auto good = get("all_types", ALL_TYPES_LEVEL);
    refused("no head", resized(good, NLMSG_HDRLEN), EINVAL, "shorter than struct gw_netlink");
    refused("half a head", resized(good, NLMSG_HDRLEN + 20), EINVAL, "shorter");
    refused("all but a byte of it", resized(good, good.size() - 1), EINVAL, "shorter");
    refused("no device", get("", ALL_TYPES_LEVEL), EINVAL, "no name");
    refused("a device without end", get(std::string(48, 'x'), ALL_TYPES_LEVEL), EINVAL, "no name");
    refused("something behind the device",
            spoiled(good, in_head(offsetof(gw_netlink, device) + 47), 'x'), EINVAL, "no name");
    refused("another device", get("all_typeS", ALL_TYPES_LEVEL), ENODEV, "no such device");
    refused("an instance of one that has none", get("all_types@0", ALL_TYPES_LEVEL), ENODEV,
            "no such device");
    refused("a group", spoiled(good, in_head(offsetof(gw_netlink, group)), 1U), EINVAL, "zero");
    refused("a sequence", spoiled(good, in_head(offsetof(gw_netlink, sequence)), ~0ULL), EINVAL,
            "zero");
    refused("a time", spoiled(good, in_head(offsetof(gw_netlink, time)), 1ULL), EINVAL, "zero");
}

void elements() {
    for (const unsigned number : {0U, unsigned{GW_ELEMENT_MAX}, 128U, 0x80000000U, UINT32_MAX})
        refused("no element", get("all_types", number), ENOENT, "no such element");
    refused("one of another carrier", get("all_types", ALL_TYPES_MASK), ENOENT, "no such element");
    refused("a get of a call", get("all_types", ALL_TYPES_ECHO), EOPNOTSUPP, "has no such request");
    refused("a get of what is only set", get("all_types", ALL_TYPES_TRIGGER), EOPNOTSUPP, "has no");
    const auto typed = [](unsigned type, unsigned element, unsigned flags = 0) {
        return request("all_types", static_cast<int>(type), element, {}, flags, mark);
    };
    refused("a set of what is only got", typed(GW_NETLINK_SET, ALL_TYPES_SERVED), EOPNOTSUPP, "");
    refused("rows without NLM_F_DUMP", typed(GW_NETLINK_ROWS, ALL_TYPES_ITEMS), EOPNOTSUPP, "");
    refused("half of NLM_F_DUMP", typed(GW_NETLINK_ROWS, ALL_TYPES_ITEMS, NLM_F_ROOT), EOPNOTSUPP,
            "");
    refused("rows of a property", typed(GW_NETLINK_ROWS, ALL_TYPES_LEVEL, NLM_F_DUMP), EOPNOTSUPP,
            "");
    refused("the status of a call", typed(GW_NETLINK_STATUS, ALL_TYPES_ECHO), EOPNOTSUPP, "");
    for (const unsigned type : {GW_NETLINK_EVENT, GW_NETLINK_GONE, 0x17, 0xffff})
        refused("no type of request", typed(type, ALL_TYPES_TICK), EOPNOTSUPP, "");
}

void data() {
    refused("no data", set_level({}), EINVAL, "too short");
    refused("a zero tail, and a value outside its range", set_level(test::bytes(30)), ERANGE,
            "a value is outside its range");
    auto tail = test::bytes(5000);
    tail[0] = std::byte{50};
    tail.back() = std::byte{1};
    refused("a tail", set_level(tail), E2BIG, "unknown field that is not zero");
    for (const int type : {GW_NETLINK_GET, GW_NETLINK_STATUS})
        refused("data that it has not",
                request("all_types", type,
                        type == GW_NETLINK_GET ? unsigned{ALL_TYPES_LEVEL} : ALL_TYPES_TICK,
                        test::bytes(1), 0, mark),
                EINVAL, "nothing may follow");
}

// What does not have the length that it says, or is no request.
void no_messages() {
    const auto good = set_level(test::bytes_of(std::uint8_t{50}));
    for (const std::uint32_t length : {0U, 1U, 15U, static_cast<std::uint32_t>(good.size() + 1),
                                       0x7fffffffU, 0x80000000U, UINT32_MAX})
        ignored("a length that is none", spoiled(good, offsetof(nlmsghdr, nlmsg_len), length));
    for (const std::size_t size : {1UL, 4UL, 15UL})
        ignored("less than a header", test::bytes(size));
    ignored("no request", spoiled(good, offsetof(nlmsghdr, nlmsg_flags), std::uint16_t{0}));
    for (const std::uint16_t type : {NLMSG_NOOP, NLMSG_ERROR, NLMSG_DONE, NLMSG_OVERRUN})
        ignored("of netlink itself", spoiled(good, offsetof(nlmsghdr, nlmsg_type), type));
    auto behind = good;
    behind.insert(behind.begin(), 16, std::byte{0});
    ignored("behind what is none", behind);
    const std::vector<std::byte> large(1 << 20);
    CHECK_ERRNO(by->try_send(large), EMSGSIZE);
    CHECK_ERRNO(sendto(by->fd(), nullptr, 64, 0, nullptr, 0), EFAULT);
    is_well();
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::own::socket own;
    by = &own;
    heads();
    elements();
    data();
    no_messages();
}
