// SPDX-License-Identifier: MIT
//
// What a kernel already offers, as it comes in: attributes and uevents that may say anything. The
// sanitizers see to it that nothing is read or written beside them.
#include <cstring>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "../../src/existing/attributes.hpp"
#include "../../src/netlink/attributes.hpp"
#include "../../src/netlink/uevent.hpp"

namespace gangway::dynamic {
namespace {

// A row with one of each, and an event.
std::shared_ptr<const description> parsed() {
    return description::parse(R"({"gangway":1,"interface":"x","provider":"kernel","types":{
        "mode":{"kind":"enum","base":"u8","values":{"off":0,"add":1}},
        "at":{"kind":"struct","size":8,"align":4,"fields":[
         {"name":"x","type":"be16","offset":0,"size":2,"attribute":1},
         {"name":"y","type":"u32","offset":4,"size":4,"attribute":2}]}},"elements":[
        {"name":"e","kind":"table","number":1,"via":["genetlink"],"key":["n"],
         "at":{"family":"x","command":3,"each":6},
         "row":{"size":96,"align":8,"fields":[
          {"name":"n","type":"u64","offset":0,"size":8,"attribute":1},
          {"name":"on","type":"bool","offset":8,"size":1,"attribute":2},
          {"name":"name","type":"string","max":6,"offset":9,"size":7,"attribute":3},
          {"name":"data","type":"bytes","max":5,"offset":16,"size":12,"attribute":4},
          {"name":"mac","type":"u8","format":"mac","count":6,"offset":28,"size":6,"attribute":5},
          {"name":"list","type":"u16","max":3,"offset":36,"size":12,"attribute":7},
          {"name":"one","type":"at","offset":48,"size":8,"attribute":8},
          {"name":"many","type":"at","max":3,"offset":56,"size":28,"attribute":9},
          {"name":"s","type":"s16","offset":84,"size":2,"attribute":10},
          {"name":"id","type":"u16","offset":86,"size":2,"item":1},
          {"name":"word","type":"string","max":3,"offset":88,"size":4,"item":2}]}},
        {"name":"u","kind":"event","number":2,"via":["uevent"],"record":{"size":24,"align":8,
         "fields":[{"name":"seqnum","type":"u64","offset":0,"size":8},
          {"name":"action","type":"mode","offset":8,"size":1},
          {"name":"devname","type":"string","max":7,"offset":9,"size":8}]}}]})")
        .value();
}

const layout& row() {
    static const auto d = parsed();
    return d->find("e")->out;
}

enum : std::uint16_t { n = 1, on, name, data, mac, each, list, one, many, s };

class message {
public:
    message()
        : buffer_(1 << 16) {
        mnl_nlmsg_put_header(buffer_.data());
    }
    nlmsghdr* head() { return reinterpret_cast<nlmsghdr*>(buffer_.data()); }
    message& put(std::uint16_t type, const std::string& bytes) {
        mnl_attr_put(head(), type, bytes.size(), bytes.data());
        return *this;
    }
    template <typename Add>
    message& nest(std::uint16_t type, Add add) {
        auto* const begin = mnl_attr_nest_start(head(), type);
        add(*this);
        mnl_attr_nest_end(head(), begin);
        return *this;
    }
    // In memory of exactly its size, so that each byte too many is seen.
    [[nodiscard]] std::vector<std::byte> attributes() {
        const auto* at = static_cast<const std::byte*>(mnl_nlmsg_get_payload(head()));
        return {at, at + mnl_nlmsg_get_payload_len(head())};
    }

private:
    std::vector<std::byte> buffer_;
};

// Rows, and "!" and the words of each that is refused.
std::vector<value> read(const std::vector<std::byte>& attributes,
                        std::optional<std::uint16_t> in = {}) {
    std::vector<value> all;
    existing::for_each_structure(attributes, row(), in, [&](result<std::vector<std::byte>> one) {
        EXPECT_TRUE(one || one.error().is(EPROTO));
        all.push_back(one ? decode(row(), *one) : value("!" + one.error().message));
    });
    return all;
}

value field_of(std::uint16_t type, const std::string& bytes, const char* field) {
    const auto all = read(message{}.put(type, bytes).attributes());
    EXPECT_EQ(all.size(), 1U);
    return all.at(0).is_string() ? all.at(0) : all.at(0).at(field);
}

std::string raw_bytes(auto number) {
    return {reinterpret_cast<const char*>(&number), sizeof(number)};
}

TEST(existing_attributes, there_and_back) {
    const auto full = value::parse(R"({"n":7,"on":true,"name":"sixsix","data":"0102030405",
        "mac":"00:11:22:33:44:55","list":[1,0,3],"one":{"x":258,"y":7},
        "many":[{"x":1,"y":2},{"x":0,"y":0},{"x":5,"y":6}],"s":-3,"id":0,"word":""})");
    const auto bytes = encode(row(), full).value();
    message m;
    ASSERT_TRUE(existing::put_attributes(m.head(), 4096, row(), bytes));
    EXPECT_EQ(read(m.attributes()), std::vector<value>{full});
    // However little room there is, nothing is written past it.
    for (std::size_t room = sizeof(nlmsghdr); room < m.head()->nlmsg_len; room += 4) {
        std::vector<std::byte> small(room);
        mnl_nlmsg_put_header(small.data());
        EXPECT_FALSE(existing::put_attributes(reinterpret_cast<nlmsghdr*>(small.data()), room,
                                              row(), bytes));
    }
}

std::vector<std::pair<unsigned, std::size_t>> sizes_in(const std::vector<std::byte>& attributes) {
    std::vector<std::pair<unsigned, std::size_t>> all;
    for_each_attribute(attributes.data(), attributes.size(), [&](const nlattr* at) {
        all.emplace_back(mnl_attr_get_type(at), mnl_attr_get_payload_len(at));
    });
    return all;
}

TEST(existing_attributes, what_is_there_is_sent_zero_too) {
    message m;
    const std::vector<std::byte> zero(row().size);
    ASSERT_TRUE(existing::put_attributes(m.head(), 4096, row(), zero));
    // All but the flag, which is not there, and the fields of items.
    EXPECT_EQ(
        sizes_in(m.attributes()),
        (std::vector<std::pair<unsigned, std::size_t>>{
            {n, 8}, {name, 1}, {data, 0}, {mac, 6}, {list, 0}, {one, 16}, {many, 0}, {s, 2}}));
}

// Fields that may be absent, attributes that are repeated, and nests that are numbered from 0.
const layout& loose() {
    static const auto d = description::parse(R"({"gangway":1,"interface":"x","provider":"kernel",
        "types":{"at":{"kind":"struct","size":12,"align":4,"fields":[
         {"name":"x","type":"u32","offset":0,"size":8,"given":4,"attribute":0},
         {"name":"y","type":"u8","offset":8,"size":2,"given":1,"attribute":1},
         {"name":"z","type":"u8","offset":10,"size":1,"attribute":2}]}},"elements":[
        {"name":"e","kind":"call","number":1,"via":["genetlink"],
         "at":{"family":"x","command":0},
         "request":{"size":152,"align":8,"fields":[
          {"name":"n","type":"u64","offset":0,"size":16,"given":8,"attribute":0},
          {"name":"name","type":"string","max":6,"offset":16,"size":8,"given":7,"attribute":1},
          {"name":"list","type":"u16","max":3,"offset":24,"size":16,"given":12,"attribute":2},
          {"name":"one","type":"at","offset":40,"size":16,"given":12,"attribute":3},
          {"name":"each","type":"u16","max":3,"offset":56,"size":12,"attribute":4,
           "repeated":true},
          {"name":"ats","type":"at","max":2,"offset":68,"size":28,"attribute":5,"repeated":true},
          {"name":"nests","type":"at","max":2,"offset":96,"size":28,"attribute":6,"first":0},
          {"name":"flat","type":"u16","max":3,"offset":124,"size":16,"given":12,"attribute":7,
           "first":0},
          {"name":"pair","type":"be16","count":2,"offset":140,"size":6,"given":4,"attribute":8,
           "first":1}]}}]})")
                              .value();
    return d->find("e")->in;
}

std::vector<std::byte> sent(const value& from) {
    message m;
    EXPECT_TRUE(existing::put_attributes(m.head(), 4096, loose(), encode(loose(), from).value()));
    return m.attributes();
}

value received(const std::vector<std::byte>& attributes) {
    value got;
    existing::for_each_structure(attributes, loose(), {}, [&](result<std::vector<std::byte>> one) {
        got = one ? decode(loose(), *one) : value("!" + one.error().message);
    });
    return got;
}

TEST(existing_attributes, what_is_optional_may_be_absent_and_that_is_not_zero) {
    const auto none = value::parse(R"({"each":[],"ats":[],"nests":[]})");
    EXPECT_EQ(sizes_in(sent(none)),
              (std::vector<std::pair<unsigned, std::size_t>>{{6, 0}})); // an array of none
    EXPECT_EQ(received(sent(none)), none);
    const auto zero = value::parse(R"({"n":0,"name":"","list":[],"one":{"x":0,"z":0},"each":[0],
        "ats":[{"y":0,"z":0}],"nests":[{"z":0}]})");
    EXPECT_EQ(sizes_in(sent(zero)),
              (std::vector<std::pair<unsigned, std::size_t>>{
                  {0, 8}, {1, 1}, {2, 0}, {3, 16}, {4, 2}, {5, 16}, {6, 12}}));
    EXPECT_EQ(received(sent(zero)), zero);
    EXPECT_EQ(encode(loose(), value::parse(R"({"n":1})")).error().message, "each is missing");
}

TEST(existing_attributes, a_repeated_attribute_is_a_list) {
    const auto full = value::parse(R"({"n":18446744073709551615,"name":"sixsix","list":[1,2,3],
        "one":{"x":1,"y":2,"z":3},"each":[7,0,9],"ats":[{"x":1,"z":0},{"y":5,"z":1}],
        "nests":[{"z":1},{"x":0,"y":0,"z":2}]})");
    const auto attributes = sent(full);
    std::string numbers;
    for (const auto& [number, size] : sizes_in(attributes))
        numbers += std::to_string(number);
    EXPECT_EQ(numbers, "0123444556");
    EXPECT_EQ(received(attributes), full);
    message more;
    for (std::uint16_t i = 0; i < 4; ++i)
        more.put(4, raw_bytes(std::uint32_t{i})); // in another width
    EXPECT_EQ(received(more.attributes()), "!each: the kernel sent more values than the 3 that the "
                                           "description has room for");
}

TEST(existing_attributes, nests_are_numbered_as_the_description_says) {
    const auto value = value::parse(R"({"each":[],"ats":[],"nests":[{"z":1},{"z":2}],
        "flat":[5,0,65535],"pair":[1,2]})");
    const auto attributes = sent(value);
    std::string nests;
    for_each_attribute(attributes.data(), attributes.size(), [&](const nlattr* nest) {
        nests += fmt::format("{}:", mnl_attr_get_type(nest));
        for_each_nested(
            nest, [&](const nlattr* at) { nests += fmt::format(" {}", mnl_attr_get_type(at)); });
        nests += "; ";
    });
    EXPECT_EQ(nests, "6: 0 1; 7: 0 1 2; 8: 1 2; ");
    EXPECT_EQ(received(attributes), value);
}

TEST(existing_attributes, a_nest_of_plain_values_is_read_in_its_order) {
    const auto flat = [](std::vector<std::string> values) {
        const auto got = received(message{}
                                      .nest(7,
                                            [&](message& m) {
                                                for (std::uint16_t i = 9; const auto& v : values)
                                                    m.put(i--, v);
                                            })
                                      .attributes());
        return got.is_string() ? got : got.at("flat");
    };
    EXPECT_EQ(flat({}), value::array());
    EXPECT_EQ(flat({raw_bytes(std::uint8_t{1}), raw_bytes(std::uint64_t{2})}), value({1, 2}));
    EXPECT_EQ(flat({raw_bytes(std::uint32_t{65536})}),
              "!flat: the kernel sent 65536, which does not fit into u16");
    EXPECT_EQ(flat({"xxx"}), "!flat: the kernel sent 3 bytes, which is not a u16");
    EXPECT_EQ(flat(std::vector(4, raw_bytes(std::uint16_t{1}))),
              "!flat: the kernel sent 4 values, but the description has room for 3");
}

TEST(existing_attributes, integers_may_have_another_size) {
    EXPECT_EQ(field_of(n, raw_bytes(std::uint8_t{7}), "n"), 7);
    EXPECT_EQ(field_of(n, raw_bytes(std::uint16_t{700}), "n"), 700);
    EXPECT_EQ(field_of(n, raw_bytes(std::uint32_t{70000}), "n"), 70000);
    EXPECT_EQ(field_of(n, raw_bytes(~std::uint64_t{0}), "n"), ~std::uint64_t{0});
    EXPECT_EQ(field_of(s, raw_bytes(std::int16_t{-1}), "s"), -1);
    for (const auto size : {0, 3, 5, 7, 9, 100})
        EXPECT_EQ(field_of(n, std::string(static_cast<std::size_t>(size), 'x'), "n"),
                  "!n: the kernel sent " + std::to_string(size) + " bytes, which is not a u64");
    EXPECT_EQ(field_of(s, raw_bytes(std::int8_t{-128}), "s"), -128);
    EXPECT_EQ(field_of(s, raw_bytes(std::int32_t{-32768}), "s"), -32768);
    EXPECT_EQ(field_of(s, raw_bytes(std::int64_t{32767}), "s"), 32767);
    EXPECT_EQ(field_of(s, raw_bytes(std::int64_t{32768}), "s"),
              "!s: the kernel sent 32768, which does not fit into s16");
    EXPECT_EQ(field_of(s, raw_bytes(std::int64_t{-32769}), "s"),
              "!s: the kernel sent -32769, which does not fit into s16");
    EXPECT_TRUE(field_of(s, "123", "s").is_string());

    const auto item = [](const std::string& bytes) {
        return read(message{}
                        .nest(each,
                              [&](message& m) {
                                  m.nest(1, [&](message& inner) { inner.put(1, bytes); });
                              })
                        .attributes(),
                    each)
            .at(0);
    };
    EXPECT_EQ(item(raw_bytes(std::uint32_t{65535})).at("id"), 65535);
    EXPECT_EQ(item(raw_bytes(std::uint32_t{65536})),
              "!id: the kernel sent 65536, which does not fit into u16");
}

TEST(existing_attributes, a_bool_is_a_flag_or_an_integer) {
    EXPECT_EQ(field_of(on, "", "on"), true);
    EXPECT_EQ(field_of(on, std::string(1, '\0'), "on"), false);
    EXPECT_EQ(field_of(on, raw_bytes(std::uint32_t{256}), "on"), true);
    EXPECT_TRUE(field_of(on, std::string(9, 'x'), "on").is_string());
    EXPECT_EQ(read({}).at(0).at("on"), false);
}

TEST(existing_attributes, texts_and_lists_are_whole_or_refused) {
    EXPECT_EQ(field_of(name, "sixsix", "name"), "sixsix");
    EXPECT_EQ(field_of(name, std::string{"ab\0cdefghijk", 12}, "name"), "ab");
    EXPECT_EQ(field_of(name, "", "name"), "");
    EXPECT_EQ(field_of(name, "sevenxx", "name"),
              "!name: the kernel sent 7 bytes, but the description has room for 6");
    EXPECT_EQ(field_of(data, "12345", "data"), "3132333435");
    EXPECT_EQ(field_of(data, "123456", "data"),
              "!data: the kernel sent 6 bytes, but the description has room for 5");
    EXPECT_EQ(field_of(mac, "123456", "mac"), "31:32:33:34:35:36");
    EXPECT_TRUE(field_of(mac, "12345", "mac").is_string());
    EXPECT_TRUE(field_of(mac, "1234567", "mac").is_string());
    EXPECT_EQ(field_of(list, std::string{"\1\0\2\0", 4}, "list"), value::parse("[1,2]"));
    EXPECT_TRUE(field_of(list, std::string{"\1\0\2", 3}, "list").is_string());
    EXPECT_EQ(field_of(list, std::string(8, '\1'), "list"),
              "!list: the kernel sent 4 values, but the description has room for 3");
    // The last one counts, and nothing of the first is left behind it.
    EXPECT_EQ(read(message{}.put(name, "sixsix").put(name, "ab").attributes()).at(0).at("name"),
              "ab");
}

TEST(existing_attributes, structs_are_nests) {
    message m;
    m.nest(one, [](message& to) { to.put(2, raw_bytes(std::uint32_t{9})).put(77, "unknown"); });
    EXPECT_EQ(read(m.attributes()).at(0).at("one"), value::parse(R"({"x":0,"y":9})"));
    EXPECT_EQ(field_of(one, "", "one"), value::parse(R"({"x":0,"y":0})"));
    EXPECT_TRUE(field_of(one, "123", "one").is_string());
    EXPECT_TRUE(field_of(one, std::string(4, '\0'), "one").is_string()); // a length of 0
    EXPECT_TRUE(field_of(one, "\xff\xff\1\1", "one").is_string());       // that leaves the nest

    const auto so_many = [](int count) {
        message to;
        to.nest(many, [&](message& nest) {
            for (int i = 1; i <= count; ++i)
                nest.nest(static_cast<std::uint16_t>(i),
                          [](message& at) { at.put(2, raw_bytes(std::uint32_t{4})); });
        });
        return read(to.attributes()).at(0);
    };
    EXPECT_EQ(so_many(3).at("many").size(), 3U);
    EXPECT_EQ(so_many(100),
              "!many: the kernel sent 100 values, but the description has room for 3");
}

TEST(existing_attributes, each_nest_in_a_nest_is_a_row) {
    message m;
    m.put(n, raw_bytes(std::uint64_t{5}));
    m.nest(each, [](message& all) {
        all.nest(1, [](message& a) { a.put(1, raw_bytes(std::uint16_t{1})).put(2, "one"); });
        all.nest(2, [](message& b) { b.put(2, "four"); });
        all.nest(9, [](message& c) { c.put(1, raw_bytes(std::uint16_t{3})); });
        all.nest(10, [](message&) {});
    });
    m.put(s, raw_bytes(std::int16_t{4})); // after the nest
    const auto all = read(m.attributes(), each);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].at("word"), "one");
    EXPECT_EQ(all[1], "!word: the kernel sent 4 bytes, but the description has room for 3");
    EXPECT_EQ(all[2].at("id"), 3);
    EXPECT_EQ(all[2].at("word"), "");
    for (const auto& r : {all[0], all[2], all[3]}) {
        EXPECT_EQ(r.at("n"), 5);
        EXPECT_EQ(r.at("s"), 4);
    }
    // A message without such a nest has none.
    EXPECT_TRUE(read(message{}.put(n, raw_bytes(std::uint64_t{5})).attributes(), each).empty());
}

TEST(existing_attributes, what_is_cut_is_refused) {
    message m;
    m.put(n, raw_bytes(std::uint64_t{5}));
    m.nest(each, [](message& all) {
        all.nest(1, [](message& a) { a.put(1, raw_bytes(std::uint16_t{1})).put(2, "one"); });
    });
    const auto whole = m.attributes();
    ASSERT_TRUE(read(whole, each).at(0).is_object());
    for (std::size_t size = 1; size < whole.size(); ++size) {
        const auto cut =
            read({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}, each);
        if (size == NLA_ALIGN(NLA_HDRLEN + sizeof(std::uint64_t)))
            EXPECT_TRUE(cut.empty()) << size; // between two attributes: nobody can tell
        else if (!cut.empty() && !cut.at(0).is_string())
            EXPECT_GE(size, whole.size() - 3) << size; // padding alone is missing
        else
            EXPECT_EQ(cut.size(), 1U) << size;
    }
}

TEST(existing_attributes, any_bytes_are_survived) {
    std::uint32_t seed = 1;
    for (int i = 0; i < 20000; ++i) {
        std::vector<std::byte> noise(static_cast<std::size_t>(i) % 64);
        for (auto& b : noise) // small numbers, which are lengths and types that may be right
            b = std::byte(((seed = seed * 1664525 + 1013904223) >> 24) % (i % 2 == 0 ? 12 : 256));
        read(noise, i % 3 == 0 ? std::nullopt : std::optional<std::uint16_t>{each});
    }
}

// ---------------------------------------------------------------------------------------------
// uevents
// ---------------------------------------------------------------------------------------------

result<value> heard(std::string_view text) {
    static const auto d = parsed();
    const std::string exact{text};
    const auto bytes = uevent::read(std::as_bytes(std::span{exact}), d->find("u")->out);
    return bytes.transform([&](const auto& all) { return decode(d->find("u")->out, all); });
}

template <std::size_t Size>
constexpr std::string_view with_nuls(const char (&text)[Size]) {
    return {text, Size - 1};
}

TEST(uevents, keys_are_fields) {
    EXPECT_EQ(heard(with_nuls("add@/x\0ACTION=add\0SEQNUM=12\0DEVNAME=null\0OTHER=1\0")).value(),
              value::parse(R"({"seqnum":12,"action":"add","devname":"null"})"));
    EXPECT_EQ(heard(with_nuls("add@/x\0SEQNUM=12")).value().at("devname"), "");
    EXPECT_EQ(heard("").value().at("seqnum"), 0);
    // A key is a whole one, and its first value counts.
    EXPECT_EQ(
        heard(with_nuls("XSEQNUM=1\0SEQNUMX=2\0SEQNUM\0SEQNUM=3\0SEQNUM=4\0")).value().at("seqnum"),
        3);
}

TEST(uevents, what_does_not_fit_is_refused) {
    for (const auto text :
         {with_nuls("SEQNUM=many\0"), with_nuls("SEQNUM=-1\0"),
          with_nuls("SEQNUM=99999999999999999999\0"), with_nuls("DEVNAME=eightxxx\0"),
          with_nuls("ACTION=dance\0"), with_nuls("ACTION=256\0")})
        EXPECT_TRUE(heard(text).error().is(EPROTO)) << text;
}

// ---------------------------------------------------------------------------------------------
// Descriptions
// ---------------------------------------------------------------------------------------------

result<std::shared_ptr<const description>> with_at(const std::string& at,
                                                   const std::string& field = "") {
    return description::parse(R"({"gangway":1,"interface":"x","provider":"kernel","elements":[
        {"name":"e","kind":"property","number":1,"access":"r","via":["sysctl"],"at":)" +
                              at + R"(,"value":{"size":2,"align":2,"fields":[
        {"name":"value","type":"u16","offset":0,"size":2)" +
                              field + "}]}}]}");
}

TEST(existing_description, addresses_are_read) {
    const auto d = description::parse(
                       R"({"gangway":1,"interface":"x","provider":"kernel","elements":[
        {"name":"e","kind":"event","number":1,"via":["genetlink"],
         "at":{"family":"nlctrl","command":3,"group":"notify","each":6},
         "record":{"size":4,"align":4,"fields":[
          {"name":"a","type":"u16","offset":0,"size":2,"attribute":16383},
          {"name":"b","type":"u16","offset":2,"size":2,"item":16383}]}},
        {"name":"i","kind":"call","number":2,"via":["ioctl"],
         "at":{"node":"/dev/x","number":4294967295,"set":7}}]})")
                       .value();
    EXPECT_TRUE(d->existing);
    const auto& e = *d->find("e");
    EXPECT_EQ(e.at.family, "nlctrl");
    EXPECT_EQ(e.at.group, "notify");
    EXPECT_EQ(e.at.command, 3U);
    EXPECT_EQ(e.at.each, 6U);
    EXPECT_EQ(e.out.fields[0].attribute, 16383);
    EXPECT_EQ(e.out.fields[1].item, 16383);
    EXPECT_EQ(d->find("i")->at.number, UINT32_MAX);
    EXPECT_EQ(where(e, "genetlink", "x"), "family nlctrl, command 3, group notify");
    EXPECT_EQ(where(*d->find("i"), "ioctl", "x"), "/dev/x, request 0xffffffff, request 0x7 sets");
}

TEST(existing_description, bad_ones_are_refused) {
    const auto message = [](const auto& d) { return d ? "" : d.error().message; };
    ASSERT_EQ(message(with_at(R"({"path":"/a..b/..c"})", ",\"attribute\":1")), "");
    for (const auto* at :
         {R"({"path":"proc/x"})", R"({"path":"/proc/../etc/shadow"})", R"({"path":"/.."})",
          R"({"path":"/"})", R"({"path":"/a\u0000b"})", R"({"path":7})", R"({"node":"dev"})",
          R"({"number":4294967296})", R"({"number":-1})", R"({"command":256})", R"({"each":16384})",
          R"({"family":"sixteen_letters_"})", R"({"group":"a\u0000"})", "[]", R"("x")"})
        EXPECT_NE(message(with_at(at)), "") << at;
    EXPECT_NE(message(with_at("{\"path\":\"/" + std::string(5000, 'x') + "\"}")), "");
    for (const auto* field : {",\"attribute\":16384", ",\"item\":70000", ",\"attribute\":-1",
                              ",\"attribute\":1,\"item\":1"})
        EXPECT_NE(message(with_at("{}", field)), "") << field;
    const auto twice = description::parse(R"({"gangway":1,"interface":"x","provider":"kernel",
        "elements":[{"name":"e","kind":"event","number":1,"record":{"size":4,"align":4,"fields":[
        {"name":"a","type":"u16","offset":0,"size":2,"attribute":5},
        {"name":"b","type":"u16","offset":2,"size":2,"attribute":5}]}}]})");
    EXPECT_NE(message(twice).find("two of attribute 5"), std::string::npos);
    EXPECT_NE(message(description::parse(R"({"gangway":1,"interface":"x","provider":"moon"})"))
                  .find("there is no provider \"moon\""),
              std::string::npos);
}

TEST(existing_description, modules_have_no_addresses) {
    const auto d = description::parse(R"({"gangway":1,"interface":"x","elements":[
        {"name":"e","kind":"call","number":1,"via":["ioctl"],"at":{"node":"/dev/mem"}}]})")
                       .value();
    EXPECT_FALSE(d->existing);
    EXPECT_EQ(d->find("e")->at.node, "");
}

TEST(existing_description, shipped_ones_are_there) {
    std::vector<std::string> names;
    for (const auto& d : shipped()) {
        EXPECT_TRUE(d->existing);
        names.push_back(d->interface);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"nlctrl", "random", "uevents"}));
}

} // namespace
} // namespace gangway::dynamic
