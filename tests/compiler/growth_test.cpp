// SPDX-License-Identifier: MIT
//
// Two versions of one description, each with the headers and the glue made from it, exchange
// messages by the kernel's own copy rules (kernel/copy.c): each understands the other.
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

extern "C" {
#include "peer.h"
int gw_copy_in(void* to, size_t size, size_t min_size, const void* from, size_t user_size);
int gw_copy_out(void* to, size_t user_size, const void* from, size_t size);
const void* gw_ops(const gw_instance*) {
    return nullptr;
}
}

namespace {

using bytes = std::vector<std::uint8_t>;

const gw_element& entry(const peer& side, std::string_view name) {
    for (std::size_t i = 0; i < side.iface->n_elements; ++i)
        if (side.iface->elements[i].name == name)
            return side.iface->elements[i];
    throw std::runtime_error{"no such element"};
}

/// What the kernel makes of a request: copied in by the rules, then checked.
int take(const gw_element& el, const bytes& sent, bytes& request) {
    request.assign(el.in.size, 0xaa);
    const int err =
        gw_copy_in(request.data(), request.size(), el.in.min_size, sent.data(), sent.size());
    if (err != 0)
        return err;
    return el.in.check != nullptr ? el.in.check(request.data()) : 0;
}

struct pairing {
    const peer* client;
    const peer* module;
    bool client_is_newer;
    bool module_is_newer;
};

class peers : public testing::TestWithParam<pairing> {
protected:
    const peer& client = *GetParam().client;
    const peer& module = *GetParam().module;
    const bool both_newer = GetParam().client_is_newer && GetParam().module_is_newer;
};

TEST_P(peers, understand_a_call) {
    const auto& ask = entry(module, "ask");
    bytes buffer(client.ask_size);
    const bool full = both_newer || !GetParam().client_is_newer;
    (full ? client.write_ask : client.write_old_ask)(buffer.data());
    bytes request;
    ASSERT_EQ(take(ask, buffer, request), 0);
    EXPECT_EQ(module.read_ask(request.data(), both_newer), 0);

    bytes reply(ask.out.size);
    module.write_reply(reply.data());
    ASSERT_EQ(gw_copy_out(buffer.data(), buffer.size(), reply.data(), reply.size()), 0);
    EXPECT_EQ(client.read_reply(buffer.data(), both_newer), 0);
}

TEST_P(peers, refuse_what_the_older_would_not_know) {
    bytes buffer(client.ask_size);
    client.write_ask(buffer.data());
    bytes request;
    const bool beyond = GetParam().client_is_newer && !GetParam().module_is_newer;
    EXPECT_EQ(take(entry(module, "ask"), buffer, request), beyond ? -E2BIG : 0);
}

TEST_P(peers, refuse_less_than_the_first_version_had) {
    bytes buffer(client.ask_size);
    client.write_old_ask(buffer.data());
    const auto least = entry(*GetParam().module, "ask").in.min_size;
    EXPECT_EQ(least, entry(peer_1, "ask").in.size);
    bytes request;
    buffer.resize(least);
    EXPECT_EQ(take(entry(module, "ask"), buffer, request), 0);
    buffer.resize(least - 1);
    EXPECT_EQ(take(entry(module, "ask"), buffer, request), -EINVAL);
}

/// As the library does with a record: what it does not know is left, what lacks is zero.
TEST_P(peers, understand_an_event) {
    bytes record(entry(module, "tick").out.size);
    module.write_tick(record.data());
    record.resize(client.tick_size);
    EXPECT_EQ(client.read_tick(record.data(), both_newer), 0);
}

INSTANTIATE_TEST_SUITE_P(of, peers,
                         testing::Values(pairing{&peer_1, &peer_1, false, false},
                                         pairing{&peer_1, &peer_2, false, true},
                                         pairing{&peer_2, &peer_1, true, false},
                                         pairing{&peer_2, &peer_2, true, true}),
                         [](const auto& each) {
                             return std::string{each.param.client_is_newer ? "new" : "old"} +
                                    "_client_" + (each.param.module_is_newer ? "new" : "old") +
                                    "_module";
                         });

TEST(growth, keeps_numbers_and_beginnings) {
    for (const std::string_view name : {"level", "ask", "late", "tick", "rows"}) {
        const auto& first = entry(peer_1, name);
        const auto& second = entry(peer_2, name);
        EXPECT_EQ(first.number, second.number) << name;
        EXPECT_EQ(first.in.min_size, second.in.min_size) << name;
        EXPECT_EQ(first.out.min_size, second.out.min_size) << name;
        EXPECT_LE(first.in.size, second.in.size) << name;
        EXPECT_LE(first.out.size, second.out.size) << name;
    }
    EXPECT_GT(entry(peer_2, "ask").in.size, entry(peer_1, "ask").in.size);
    EXPECT_GT(entry(peer_2, "newer").number, entry(peer_1, "tick").number);
    EXPECT_EQ(entry(peer_2, "rows").out.min_size, entry(peer_1, "rows").out.size);
    EXPECT_EQ(entry(peer_2, "rows").out.n_fields, 3U);
}

} // namespace
