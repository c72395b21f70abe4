// SPDX-License-Identifier: MIT
//
// While a handler takes its time, no user's requests take all the memory that an instance's may:
// one has as much as is left to others. A message is counted once, however many requests it holds.
#include "genl.hpp"

namespace {

constexpr std::size_t large = 100'000;
constexpr int enough = 60; // of such messages: more than 4 MiB, and fewer than a socket may have

/// A message of `count` sets, and as many bytes of nothing as make it large.
test::bytes large_message(const test::genl& by, int count) {
    test::bytes all;
    const auto add = [&](std::uint16_t type, std::uint16_t flags, const test::bytes& body) {
        const nlmsghdr head{static_cast<std::uint32_t>(NLMSG_HDRLEN + body.size()), type, flags, 0,
                            0};
        for (const auto& part : {test::bytes_of(head), body})
            all.insert(all.end(), part.begin(), part.end());
        all.resize(NLMSG_ALIGN(all.size()));
    };
    auto body = test::bytes_of(genlmsghdr{ALL_TYPES_LEVEL | GW_GENL_SET, 1, 0});
    const auto value = test::only(std::uint8_t{77});
    body.insert(body.end(), value.begin(), value.end());
    for (int i = 0; i < count; ++i)
        add(static_cast<std::uint16_t>(by.family()), NLM_F_REQUEST, body);
    add(NLMSG_NOOP, 0, test::bytes(large));
    return all;
}

/// What is refused is answered at once, and nothing else before the handler ends.
int refused(test::genl& by) {
    int n = 0;
    for (auto some = by.receive(MSG_DONTWAIT); !some.empty(); some = by.receive(MSG_DONTWAIT))
        for (const auto& m : some) {
            CHECK_EQ(m.error, EBUSY);
            ++n;
        }
    return n;
}

/// How many of so many messages, of so many sets each, are refused to that user.
int refused_to(unsigned user, int messages, int sets) {
    test::baton result;
    test::child child{[&] {
        CHECK_OK(setgid(user));
        CHECK_OK(setuid(user));
        test::genl by;
        const auto message = large_message(by, sets);
        for (int i = 0; i < messages; ++i)
            by.send_all(message);
        result.pass(static_cast<std::uint64_t>(refused(by)));
    }};
    const auto n = static_cast<int>(result.take());
    child.join();
    return n;
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::child caller{[] {
        test::genl by;
        by.ask(ALL_TYPES_SLOW, test::slow(600'000, false));
    }};
    test::wait_until_slow();
    const auto first = refused_to(1001, enough, 1);
    CHECK(first > enough / 4 && first < enough * 3 / 4); // has about a half
    CHECK_EQ(refused_to(1002, 1, 1), 0);
    CHECK_EQ(refused_to(1003, 1, enough), 0);
    CHECK_EQ(refused_to(0, 1, 1), 0);
    CHECK_EQ(refused_to(1001, 1, 1), 1); // what it sent still waits
    caller.kill9();
}
