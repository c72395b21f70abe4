// SPDX-License-Identifier: MIT
// Sample: 6.12-uml
//
// Messages that are nearly right, a million of them on User-Mode Linux, and a tenth of that in the
// slower guests: each request is answered, by what it asks for or by an error; no value leaves its
// range, and what is right is served at the end as it was at the beginning. The same seed makes the
// same messages.
#include <algorithm>
#include <random>

#include "netlink.hpp"
#include "seed.hpp"
#include "trying.hpp"

namespace {

constexpr unsigned messages_each = 4;

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

/// Sends it, and takes all the answers: to each request there is at least one, but to a good set
/// without NLM_F_ACK.
void try_one(test::own::socket& by, const test::bytes& datagram, tally& sum) {
    std::vector<std::uint32_t> awaited;
    for_each_message(datagram, [&](const nlmsghdr& head, std::span<const std::byte> /*body*/) {
        ++sum.messages;
        if (is_request(head) && head.nlmsg_type != GW_NETLINK_SET)
            awaited.push_back(head.nlmsg_seq);
    });
    by.send_all(datagram);
    static std::byte buffer[1 << 17];
    ssize_t size = 0;
    while ((size = recv(by.fd(), buffer, sizeof buffer, MSG_DONTWAIT)) > 0)
        for_each_message({buffer, static_cast<std::size_t>(size)},
                         [&](const nlmsghdr& head, std::span<const std::byte> body) {
                             int error = 0;
                             if (head.nlmsg_type == NLMSG_ERROR)
                                 std::memcpy(&error, body.data(), sizeof error);
                             ++sum.answered;
                             sum.refused += error != 0 ? 1 : 0;
                             std::erase(awaited, head.nlmsg_seq);
                         });
    CHECK(size < 0);
    CHECK_EQ(errno, EAGAIN);
    if (!awaited.empty()) {
        for (const auto each : datagram)
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
    const unsigned wanted = uml ? 1'000'000 : 100'000;
    fuzzer fuzz{test::seed()};
    test::own::socket by;
    test::own::socket asks;
    tally sum;
    const auto begin = test::now_ms();
    for (unsigned i = 0; sum.messages < wanted; ++i) {
        try_one(by, fuzz.datagram(), sum);
        if (i % 1024 != 0)
            continue;
        CHECK(level(asks) >= 10 && level(asks) <= 200);
        if (test::now_ms() - begin > test::trying_ms)
            break;
    }
    std::printf("%lu messages of %u in %ld ms: %lu answers, %lu of them refusals\n", sum.messages,
                wanted, static_cast<long>(test::now_ms() - begin), sum.answered, sum.refused);
    CHECK(sum.refused > sum.messages / 10 && sum.answered > sum.refused + sum.messages / 10);
    CHECK_EQ(asks.ask(GW_NETLINK_SET, ALL_TYPES_LEVEL, test::bytes_of(std::uint8_t{77})).error, 0);
    CHECK_EQ(level(asks), 77U);
}
