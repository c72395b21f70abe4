// SPDX-License-Identifier: MIT
//
// Structures as netlink attributes: there and back, and what a message may say that is wrong. The
// sanitizers see to it that nothing is read or written beside it.
#include <cstring>
#include <vector>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "../../src/netlink/attributes.hpp"

namespace gangway::dynamic {
namespace {

// A record with one of each.
const layout& record() {
    static const auto d = description::parse(R"({"gangway":1,"interface":"x","types":{
        "at":{"kind":"struct","size":8,"align":4,"fields":[
         {"name":"x","type":"be16","offset":0,"size":2},
         {"name":"y","type":"u32","offset":4,"size":4}]}},"elements":[
        {"name":"e","kind":"event","number":1,"via":["genetlink"],
         "record":{"size":88,"align":8,"fields":[
          {"name":"n","type":"u64","offset":0,"size":8},
          {"name":"on","type":"bool","offset":8,"size":1},
          {"name":"name","type":"string","max":6,"offset":9,"size":7},
          {"name":"data","type":"bytes","max":5,"offset":16,"size":12},
          {"name":"mac","type":"u8","format":"mac","count":6,"offset":28,"size":6},
          {"name":"list","type":"u16","max":3,"offset":36,"size":12},
          {"name":"one","type":"at","offset":48,"size":8},
          {"name":"many","type":"at","max":3,"offset":56,"size":28}]}}]})")
                              .value();
    return d->find("e")->out;
}

enum : std::uint16_t { n = 1, on, name, data, mac, list, one, many };

value full() {
    return value::parse(R"({"n":18446744073709551615,"on":true,"name":"sixsix","data":"0102030405",
        "mac":"00:11:22:33:44:55","list":[1,2,3],"one":{"x":258,"y":7},
        "many":[{"x":1,"y":2},{"x":3,"y":4},{"x":5,"y":6}]})");
}

value empty() {
    return decode(record(), {});
}

// A message that holds one nest.
class message {
public:
    explicit message(std::size_t room = 4096)
        : bytes_(room) {
        mnl_nlmsg_put_header(bytes_.data());
    }
    nlmsghdr* head() { return reinterpret_cast<nlmsghdr*>(bytes_.data()); }
    // In memory of exactly its size, so that each byte too many is seen.
    [[nodiscard]] std::vector<std::byte> nest() {
        const auto* at = static_cast<const std::byte*>(mnl_nlmsg_get_payload(head()));
        return {at, at + mnl_nlmsg_get_payload_len(head())};
    }
    bool put(const value& from) {
        const auto bytes = encode(record(), from).value();
        return put_attributes(head(), bytes_.size(), 2, record(), bytes);
    }
    // Attributes by hand, in a nest.
    template <typename Add>
    message& with(Add add) {
        auto* const nest = mnl_attr_nest_start(head(), 2);
        add(head());
        mnl_attr_nest_end(head(), nest);
        return *this;
    }

private:
    std::vector<std::byte> bytes_;
};

value read(const std::vector<std::byte>& nest) {
    std::vector<std::byte> bytes(record().size);
    get_attributes(reinterpret_cast<const nlattr*>(nest.data()), record(), bytes);
    return decode(record(), bytes);
}

// What is made of one attribute of this type and of this many bytes 1.
value of_size(std::uint16_t type, std::size_t size) {
    const std::vector<unsigned char> ones(size, 1);
    message m;
    m.with([&](nlmsghdr* head) { mnl_attr_put(head, type, size, ones.data()); });
    return read(m.nest());
}

TEST(attributes, go_there_and_back) {
    for (const auto& v : {full(), empty()}) {
        message m;
        ASSERT_TRUE(m.put(v));
        EXPECT_EQ(read(m.nest()), v);
    }
}

TEST(attributes, are_as_the_protocol_says) {
    message m;
    ASSERT_TRUE(m.put(full()));
    const auto nest = m.nest();
    std::vector<std::pair<int, int>> found;
    for_each_nested(reinterpret_cast<const nlattr*>(nest.data()), [&](const nlattr* each) {
        found.emplace_back(mnl_attr_get_type(each), mnl_attr_get_payload_len(each));
    });
    // A nest of a be16 and a u32 takes 16 bytes, and 4 more of its own header.
    EXPECT_EQ(
        found,
        (std::vector<std::pair<int, int>>{
            {n, 8}, {on, 1}, {name, 7}, {data, 5}, {mac, 6}, {list, 6}, {one, 16}, {many, 60}}));
}

TEST(attributes, a_room_that_is_too_small_is_told) {
    message whole;
    ASSERT_TRUE(whole.put(full()));
    const std::size_t needed = whole.head()->nlmsg_len;
    for (std::size_t room = MNL_NLMSG_HDRLEN; room < needed; ++room)
        EXPECT_FALSE(message{room}.put(full())) << room;
    EXPECT_TRUE(message{needed}.put(full()));
}

TEST(attributes, of_an_older_program_are_zero_where_it_has_nothing) {
    const auto bytes = encode(record(), full()).value();
    auto wanted = full();
    wanted["many"] = value::array();
    message m;
    ASSERT_TRUE(put_attributes(m.head(), 4096, 2, record(), std::span{bytes}.first(56)));
    EXPECT_EQ(read(m.nest()), wanted);
    message none;
    ASSERT_TRUE(put_attributes(none.head(), 4096, 2, record(), {}));
    EXPECT_EQ(read(none.nest()), empty());
}

TEST(attributes, a_count_is_not_believed) {
    auto bytes = encode(record(), full()).value();
    std::memset(&bytes[36], 0xff, 4); // list
    std::memset(&bytes[56], 0xff, 4); // many
    message m;
    ASSERT_TRUE(put_attributes(m.head(), 4096, 2, record(), bytes));
    EXPECT_EQ(read(m.nest()), full());
}

TEST(attributes, a_string_without_an_end_ends_with_its_room) {
    auto bytes = encode(record(), full()).value();
    bytes[15] = std::byte{'!'}; // where its NUL was
    message m;
    ASSERT_TRUE(put_attributes(m.head(), 4096, 2, record(), bytes));
    EXPECT_EQ(read(m.nest()).at("name"), "sixsix");
}

TEST(attributes, that_nobody_knows_are_passed_over) {
    message m;
    m.with([](nlmsghdr* head) {
        mnl_attr_put_u32(head, 0, 7);
        mnl_attr_put_u32(head, 99, 7);
        mnl_attr_put_u32(head, 0x3fff, 7);
        mnl_attr_put_u8(head, on, 1);
    });
    auto wanted = empty();
    wanted["on"] = true;
    EXPECT_EQ(read(m.nest()), wanted);
}

TEST(attributes, of_a_wrong_size_fill_what_there_is_room_for) {
    EXPECT_EQ(of_size(n, 0).at("n"), 0);
    EXPECT_EQ(of_size(n, 1).at("n"), 1);
    EXPECT_EQ(of_size(name, 100).at("name"), "\1\1\1\1\1\1");
    EXPECT_EQ(of_size(data, 100).at("data"), "0101010101");
    EXPECT_EQ(of_size(list, 100).at("list"), value::parse("[257,257,257]"));
    EXPECT_EQ(of_size(list, 3).at("list"), value::parse("[257]"));
    EXPECT_EQ(of_size(list, 1).at("list"), value::array());
    // And nothing beside: what follows is as it was.
    for (std::uint16_t type = n; type <= many; ++type)
        for (const std::size_t size : {0, 1, 3, 4, 5, 7, 8, 9, 64, 2000}) {
            auto got = of_size(type, size);
            const auto& field = record().fields[type - std::size_t{1}].name;
            got[field] = empty()[field];
            EXPECT_EQ(got, empty()) << field << " of " << size;
        }
}

TEST(attributes, more_structs_than_there_is_room_for_are_left_out) {
    message m;
    m.with([](nlmsghdr* head) {
        auto* const nest = mnl_attr_nest_start(head, many);
        for (std::uint16_t i = 1; i <= 100; ++i) {
            auto* const each = mnl_attr_nest_start(head, i);
            mnl_attr_put_u32(head, 2, i);
            mnl_attr_nest_end(head, each);
        }
        mnl_attr_nest_end(head, nest);
    });
    EXPECT_EQ(read(m.nest()).at("many"),
              value::parse(R"([{"x":0,"y":1},{"x":0,"y":2},{"x":0,"y":3}])"));
}

// Every length in a message, made every wrong one of a choice: no more is read than there is.
TEST(attributes, lengths_that_lie_lead_nowhere) {
    message m;
    ASSERT_TRUE(m.put(full()));
    const auto good = m.nest();
    for (std::size_t at = 4; at + sizeof(nlattr) <= good.size(); at += 4)
        for (const std::uint16_t lie : {0, 1, 3, 4, 5, 8, 17, 60, 0x7fff, 0xfff0, 0xffff}) {
            auto bad = good;
            std::memcpy(&bad[at], &lie, sizeof(lie));
            read(bad);
        }
    // And messages that end early, their nest saying so.
    for (std::size_t size = sizeof(nlattr); size < good.size(); ++size) {
        std::vector<std::byte> cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
        const auto said = static_cast<std::uint16_t>(size);
        std::memcpy(cut.data(), &said, sizeof(said));
        read(cut);
    }
}

} // namespace
} // namespace gangway::dynamic
