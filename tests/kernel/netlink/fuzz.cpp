// SPDX-License-Identifier: MIT
// Sample: 6.12-uml
//
// Messages that are nearly right, a million of them on User-Mode Linux; a tenth of that, the least
// anywhere, in the slower guests. Each request is answered, by what it asks for or by an error; no
// value leaves its range, and what is right is served at the end as it was at the beginning. The
// same seed makes the same messages.
#include <algorithm>
#include <array>
#include <random>

#include "netlink.hpp"
#include "seed.hpp"
#include "trying.hpp"

namespace {

constexpr unsigned messages_each = 4;   // in a datagram
constexpr unsigned datagrams_each = 32; // in a system call

// A request that is right, if its data is zeros; what it asks for has an end. Of others only the
// refusals are tried: see harmless().
struct right {
    unsigned element;
    int type;
    std::size_t size;
};
constexpr right requests[] = {
    {ALL_TYPES_LEVEL, GW_NETLINK_GET, 0},
    {ALL_TYPES_WIDE, GW_NETLINK_GET, 0},
    {ALL_TYPES_SECRET, GW_NETLINK_GET, 0},
    {ALL_TYPES_LEVEL, GW_NETLINK_SET, sizeof(all_types_gw_level)},
    {ALL_TYPES_LABEL, GW_NETLINK_SET, sizeof(all_types_gw_label)},
    {ALL_TYPES_STEPS, GW_NETLINK_SET, sizeof(all_types_gw_steps)},
    {ALL_TYPES_HOME, GW_NETLINK_SET, sizeof(all_types_gw_home)},
    {ALL_TYPES_WIDE, GW_NETLINK_SET, sizeof(all_types_gw_wide)},
    {ALL_TYPES_SECRET, GW_NETLINK_SET, sizeof(all_types_gw_secret)},
    {ALL_TYPES_TRIGGER, GW_NETLINK_SET, sizeof(all_types_gw_trigger)},
    {ALL_TYPES_ECHO, GW_NETLINK_CALL, sizeof(all_types_gw_all)},
    {ALL_TYPES_NOTHING, GW_NETLINK_CALL, 0},
    {ALL_TYPES_ASK, GW_NETLINK_CALL, 0},
    {ALL_TYPES_TELL, GW_NETLINK_CALL, sizeof(all_types_gw_tell_request)},
    {ALL_TYPES_GUARDED, GW_NETLINK_CALL, 0},
    {ALL_TYPES_ITEMS, GW_NETLINK_ROWS, 0},
    {ALL_TYPES_TICK, GW_NETLINK_STATUS, 0},
    {ALL_TYPES_ALARM, GW_NETLINK_STATUS, 0},
};
constexpr std::size_t sizes[] = {0, 1, 2, 4, 8, 16, 17, 32, 64, 256, sizeof(all_types_gw_all)};

class fuzzer {
public:
    explicit fuzzer(std::uint32_t seed)
        : random_{seed} {}

    test::bytes datagram() {
        test::bytes all;
        do {
            all.clear();
            for (unsigned i = 0; i < messages_each; ++i) {
                const auto one = message();
                all.resize(NLMSG_ALIGN(all.size()));
                all.insert(all.end(), one.begin(), one.end());
            }
        } while (!harmless(all));
        return all;
    }

private:
    std::uint32_t below(std::size_t n) { return static_cast<std::uint32_t>(random_() % n); }
    template <typename T, std::size_t N>
    T one_of(const T (&from)[N]) {
        return from[below(N)];
    }

    test::bytes message() {
        const auto& ask = one_of(requests);
        test::bytes data(below(4) == 0 ? one_of(sizes) : ask.size);
        if (below(4) == 0)
            for (auto& each : data)
                each = static_cast<std::byte>(random_());
        else if (ask.element == ALL_TYPES_LEVEL && !data.empty())
            data[0] = static_cast<std::byte>(5 + below(200));
        unsigned flags = ask.type == GW_NETLINK_ROWS ? NLM_F_DUMP : 0U;
        if (below(2) == 0)
            flags |= one_of({1U, 2U, 4U, 0x100U, 0x300U, 0x304U});
        const auto type = below(8) == 0 ? one_of(requests).type : ask.type;
        auto made = test::own::request("all_types", type, ask.element, data, flags, ++sequence_);
        for (auto n = below(3); n > 0; --n)
            spoil(made);
        return made;
    }
    void spoil(test::bytes& message) {
        static constexpr std::uint32_t edges[] = {
            0,   1,   3,   4,   15,     16,     17,         48,         72,        88,
            127, 128, 255, 256, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, UINT32_MAX};
        const auto at = below(2) == 0 ? below(message.size())
                                      : below(std::min<std::size_t>(message.size(), 88));
        switch (below(4)) {
        case 0:
            message[at] ^= static_cast<std::byte>(1U << below(8));
            break;
        case 1:
            message[at] = static_cast<std::byte>(random_());
            break;
        case 2: {
            const auto edge = one_of(edges);
            const auto n = std::min<std::size_t>(sizeof edge, message.size() - at);
            std::memcpy(message.data() + at, &edge, n);
            break;
        }
        default:
            message.resize(at);
        }
        if (message.empty())
            message.resize(1);
    }

    /// Nothing in it takes its time, fills memory, or never ends.
    static bool harmless(std::span<const std::byte> all);

    std::mt19937 random_;
    std::uint32_t sequence_ = 0;
};

/// What netlink takes for messages, one after the other.
template <typename Each>
void for_each_message(std::span<const std::byte> all, Each each) {
    while (all.size() >= sizeof(nlmsghdr)) {
        nlmsghdr head{};
        std::memcpy(&head, all.data(), sizeof head);
        if (head.nlmsg_len < sizeof head || head.nlmsg_len > all.size())
            return;
        each(head, all.first(head.nlmsg_len).subspan(sizeof head));
        all = all.subspan(std::min<std::size_t>(NLMSG_ALIGN(head.nlmsg_len), all.size()));
    }
}

bool fuzzer::harmless(std::span<const std::byte> all) {
    bool fine = true;
    for_each_message(all, [&](const nlmsghdr& head, std::span<const std::byte> body) {
        gw_netlink what{};
        std::memcpy(&what, body.data(), std::min(sizeof what, body.size()));
        const bool takes = head.nlmsg_type == GW_NETLINK_SET || head.nlmsg_type == GW_NETLINK_CALL;
        fine = fine && (!takes || std::ranges::find(requests, what.element, &right::element) !=
                                      std::end(requests));
    });
    return fine;
}

bool is_request(const nlmsghdr& head) {
    return (head.nlmsg_flags & NLM_F_REQUEST) != 0 && head.nlmsg_type >= NLMSG_MIN_TYPE;
}

struct tally {
    std::uint64_t messages = 0;
    std::uint64_t answered = 0;
    std::uint64_t refused = 0;
};

/// Of as many buffers.
template <std::size_t N, typename Buffers>
std::array<mmsghdr, N> headers(std::array<iovec, N>& parts, Buffers& buffers) {
    std::array<mmsghdr, N> all{};
    for (std::size_t i = 0; i < N; ++i) {
        parts[i] = {buffers[i].data(), buffers[i].size()};
        all[i].msg_hdr.msg_iov = &parts[i];
        all[i].msg_hdr.msg_iovlen = 1;
    }
    return all;
}

/// Takes all that waits; a system call for many, as those are what takes the time.
template <typename Each>
void receive_all(int fd, Each each) {
    constexpr std::size_t most = 128;
    static std::array<std::array<std::byte, 1 << 15>, most> buffers;
    static std::array<iovec, most> parts;
    static auto all = headers(parts, buffers);
    int count = 0;
    while ((count = recvmmsg(fd, all.data(), most, MSG_DONTWAIT, nullptr)) > 0)
        for (int i = 0; i < count; ++i) {
            CHECK_EQ(all[i].msg_hdr.msg_flags & MSG_TRUNC, 0);
            for_each_message(std::span<const std::byte>{buffers[i]}.first(all[i].msg_len), each);
        }
    CHECK(count < 0);
    CHECK_EQ(errno, EAGAIN);
}

/// Sends some, and takes all the answers: to each request there is at least one, but to a good set
/// without NLM_F_ACK.
void try_some(test::own::socket& by, fuzzer& fuzz, tally& sum) {
    static std::array<test::bytes, datagrams_each> sent;
    static std::array<iovec, datagrams_each> parts;
    std::vector<std::pair<std::uint32_t, const test::bytes*>> awaited;
    for (auto& datagram : sent) {
        datagram = fuzz.datagram();
        for_each_message(datagram, [&](const nlmsghdr& head, std::span<const std::byte> /*body*/) {
            ++sum.messages;
            if (is_request(head) && head.nlmsg_type != GW_NETLINK_SET)
                awaited.emplace_back(head.nlmsg_seq, &datagram);
        });
    }
    auto all = headers(parts, sent);
    CHECK_EQ(sendmmsg(by.fd(), all.data(), datagrams_each, 0), static_cast<int>(datagrams_each));
    receive_all(by.fd(), [&](const nlmsghdr& head, std::span<const std::byte> body) {
        int error = 0;
        if (head.nlmsg_type == NLMSG_ERROR)
            std::memcpy(&error, body.data(), sizeof error);
        ++sum.answered;
        sum.refused += error != 0 ? 1 : 0;
        std::erase_if(awaited, [&](const auto& one) { return one.first == head.nlmsg_seq; });
    });
    if (!awaited.empty()) {
        for (const auto each : *awaited.front().second)
            std::printf("%02x ", std::to_integer<unsigned>(each));
        test::fail(__FILE__, __LINE__, "no answer to a request");
    }
}

std::uint8_t level(test::own::socket& by) {
    const auto got = by.ask(GW_NETLINK_GET, ALL_TYPES_LEVEL);
    CHECK_EQ(got.error, 0);
    return got.messages.at(0).as<all_types_gw_level>().value;
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    const bool uml = test::origins() == 3;
    const test::trying trying{uml ? 1'000'000U : 100'000U};
    fuzzer fuzz{test::seed()};
    test::own::socket by;
    by.room(1 << 24); // for the answers to all that is sent at once
    test::own::socket asks;
    tally sum;
    do {
        for (int i = 0; i < 8; ++i)
            try_some(by, fuzz, sum);
        CHECK(level(asks) >= 10 && level(asks) <= 200);
    } while (trying.goes_on(sum.messages));
    trying.say(sum.messages);
    std::printf("%lu answers, %lu of them refusals\n", sum.answered, sum.refused);
    CHECK(sum.refused > sum.messages / 10 && sum.answered > sum.refused + sum.messages / 10);
    CHECK_EQ(asks.ask(GW_NETLINK_SET, ALL_TYPES_LEVEL, test::bytes_of(std::uint8_t{77})).error, 0);
    CHECK_EQ(level(asks), 77U);
}
