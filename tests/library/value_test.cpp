// SPDX-License-Identifier: MIT
//
// Bytes, JSON and text: each way, with everything a description can say.
#include <cerrno>
#include <string>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

namespace gangway::dynamic {
namespace {

constexpr auto everything = R"({"gangway":1,"interface":"x","types":{
 "mode":{"kind":"enum","base":"u16","values":{"off":0,"fast":1}},
 "caps":{"kind":"flags","base":"u8","values":{"read":1,"write":2}},
 "pair":{"kind":"struct","size":4,"align":2,"fields":[
   {"name":"a","type":"u16","offset":0,"size":2},{"name":"b","type":"s8","offset":2,"size":1}]}},
 "elements":[{"name":"e","kind":"event","number":1,"via":["ring"],"record":{"size":120,"fields":[
   {"name":"flag","type":"bool","offset":0,"size":1},
   {"name":"small","type":"s8","offset":1,"size":1},
   {"name":"mode","type":"mode","offset":2,"size":2},
   {"name":"word","type":"be32","offset":4,"size":4},
   {"name":"big","type":"u64","offset":8,"size":8,"unit":"ns"},
   {"name":"low","type":"s64","offset":16,"size":8},
   {"name":"ip","type":"be32","offset":24,"size":4,"format":"ipv4"},
   {"name":"caps","type":"caps","offset":28,"size":1},
   {"name":"mac","type":"u8","offset":29,"size":6,"count":6,"format":"mac"},
   {"name":"name","type":"string","offset":35,"size":5,"max":4},
   {"name":"blob","type":"bytes","offset":40,"size":8,"max":3},
   {"name":"pair","type":"pair","offset":48,"size":4},
   {"name":"pairs","type":"pair","offset":52,"size":12,"max":2},
   {"name":"list","type":"u16","offset":64,"size":6,"count":3},
   {"name":"ips","type":"be32","offset":72,"size":12,"max":2,"format":"ipv4"},
   {"name":"v6","type":"u8","offset":84,"size":16,"count":16,"format":"ipv6"},
   {"name":"mask","type":"u32","offset":100,"size":4,"format":"hex"},
   {"name":"half","type":"le16","offset":104,"size":2},
   {"name":"tag","type":"u8","offset":106,"size":2,"count":2,"format":"hex"}]}}]})";

const layout& type() {
    static const auto d = description::parse(everything).value();
    return d->elements.front().out;
}

const field& named(const std::string& name) {
    for (const auto& f : type().fields)
        if (f.name == name)
            return f;
    throw std::out_of_range{name};
}

value sample() {
    return value::parse(R"({"flag":true,"small":-5,"mode":"fast","word":258,
        "big":18446744073709551615,"low":-9223372036854775808,"ip":"10.0.0.1",
        "caps":["read","write"],"mac":"02:00:00:00:00:ff","name":"abcd","blob":"0aff",
        "pair":{"a":1,"b":-1},"pairs":[{"a":2,"b":3}],"list":[1,2,3],"ips":["1.2.3.4"],
        "v6":"fe80::1","mask":255,"half":258,"tag":"0a0b"})");
}

unsigned at(const std::vector<std::byte>& bytes, std::size_t offset) {
    return std::to_integer<unsigned>(bytes.at(offset));
}

TEST(value, goes_there_and_back) {
    const auto bytes = encode(type(), sample()).value();
    ASSERT_EQ(bytes.size(), 120U);
    EXPECT_EQ(at(bytes, 4), 0U); // be32
    EXPECT_EQ(at(bytes, 6), 1U);
    EXPECT_EQ(at(bytes, 7), 2U);
    EXPECT_EQ(at(bytes, 104), 2U); // le16
    EXPECT_EQ(at(bytes, 105), 1U);
    EXPECT_EQ(at(bytes, 24), 10U);
    EXPECT_EQ(at(bytes, 40), 2U); // a length
    EXPECT_EQ(at(bytes, 45), 0xffU);
    EXPECT_EQ(at(bytes, 52), 1U); // a count
    EXPECT_EQ(decode(type(), bytes), sample());
}

TEST(value, too_few_bytes_are_followed_by_zeros_and_more_are_ignored) {
    const auto none = decode(type(), {});
    EXPECT_EQ(none["big"], 0);
    EXPECT_EQ(none["ip"], "0.0.0.0");
    EXPECT_EQ(none["pairs"], value::array());
    std::vector<std::byte> long_one(500);
    EXPECT_EQ(decode(type(), long_one), none);
}

TEST(value, decoding_shows_what_is_outside_its_type) {
    const std::vector<std::byte> all_ones(120, std::byte{0xff});
    const auto v = decode(type(), all_ones);
    EXPECT_EQ(v["flag"], true);
    EXPECT_EQ(v["mode"], 0xffff);
    EXPECT_EQ(v["caps"], value::parse(R"(["read","write",252])"));
    EXPECT_EQ(v["pairs"].size(), 2U); // not four thousand million
    EXPECT_EQ(v["blob"], "ffffff");
    EXPECT_EQ(v["name"].get<std::string>().size(), 5U);
    EXPECT_NO_THROW(to_text(type(), v)); // no UTF-8 in there
}

std::string why_not(const std::string& change) {
    auto v = sample();
    v.merge_patch(value::parse(change));
    const auto encoded = encode(type(), v);
    return encoded ? "" : encoded.error().message;
}

TEST(value, encoding_is_strict) {
    EXPECT_EQ(why_not(R"({"flag":1})"), "flag: expected true or false, not 1");
    EXPECT_EQ(why_not(R"({"small":128})"), "small: 128 does not fit into s8");
    EXPECT_EQ(why_not(R"({"small":-129})"), "small: -129 does not fit into s8");
    EXPECT_EQ(why_not(R"({"small":-128})"), "");
    EXPECT_EQ(why_not(R"({"small":1.5})"), "small: expected an integer, not 1.5");
    EXPECT_EQ(why_not(R"({"word":4294967296})"), "word: 4294967296 does not fit into be32");
    EXPECT_EQ(why_not(R"({"big":-1})"), "big: -1 does not fit into u64");
    EXPECT_EQ(why_not(R"({"low":9223372036854775808})"),
              "low: 9223372036854775808 does not fit into s64");
    EXPECT_EQ(why_not(R"({"mode":"fasd"})"),
              "mode: there is no \"fasd\" in mode (did you mean \"fast\"?); it has: off, fast");
    EXPECT_EQ(why_not(R"({"mode":65536})"), "mode: 65536 does not fit into u16");
    EXPECT_NE(why_not(R"({"caps":["exec"]})"), "");
    EXPECT_EQ(why_not(R"({"caps":[]})"), "");
    EXPECT_EQ(why_not(R"({"ip":"10.0.0"})"), "ip: not an IPv4 address: \"10.0.0\"");
    EXPECT_NE(why_not(R"({"mac":"02"})"), "");
    EXPECT_EQ(why_not(R"({"name":"abcde"})"), "name: 5 bytes are too many, at most 4 fit");
    EXPECT_EQ(why_not("{\"name\":\"a\\u0000\"}"), "name: a string cannot contain a NUL");
    EXPECT_EQ(why_not(R"({"blob":"0aff0b0c"})"), "blob: 4 bytes are too many, at most 3 fit");
    EXPECT_NE(why_not(R"({"blob":"0"})"), "");
    EXPECT_NE(why_not(R"({"blob":"0g"})"), "");
    EXPECT_NE(why_not(R"({"blob":[1]})"), "");
    EXPECT_EQ(why_not(R"({"pair":{"a":70000}})"), "pair: a: 70000 does not fit into u16");
    EXPECT_EQ(why_not(R"({"pairs":[{"a":1,"b":1},{"a":1,"b":1},{"a":1,"b":1}]})"),
              "pairs: 3 values, expected at most 2");
    EXPECT_EQ(why_not(R"({"list":[1,2]})"), "list: 2 values, expected 3");
    EXPECT_NE(why_not(R"({"list":3})"), "");
    EXPECT_EQ(why_not(R"({"nam":"x"})").substr(0, 40),
              "there is no \"nam\" (did you mean \"name\"?)");
    EXPECT_EQ(encode(type(), value::object()).error().message, "flag is missing");
    EXPECT_NE(encode(type(), 7).error().message, "");
}

TEST(value, is_written_as_people_write_it) {
    const auto text = to_text(type(), sample());
    for (const auto* part :
         {"flag=true", "small=-5", "mode=fast", "big=18446744073709551615ns", "ip=10.0.0.1",
          "caps=read|write", "mac=02:00:00:00:00:ff", "name=abcd", "blob=0aff", "pair={a=1 b=-1}",
          "pairs=[{a=2 b=3}]", "list=[1, 2, 3]", "ips=[1.2.3.4]", "mask=0xff", "tag=0a0b"})
        EXPECT_NE(text.find(part), text.npos) << part << " in " << text;
    EXPECT_EQ(to_text(named("caps"), value::array()), "0");
    EXPECT_EQ(to_text(named("name"), "a\x1b["), R"("a\u001b[")"); // not for the terminal to obey
    EXPECT_EQ(to_text(named("name"), ""), R"("")");
    for (const auto* inside : {"{", "}", "[", "]", ","})
        EXPECT_EQ(to_text(named("name"), inside), fmt::format("\"{}\"", inside));
}

TEST(value, is_read_as_people_write_it) {
    const auto read = [](const char* name, const char* text) {
        const auto v = from_text(named(name), text);
        return v ? v->dump() : "error: " + v.error().message;
    };
    EXPECT_EQ(read("flag", "true"), "true");
    EXPECT_EQ(read("flag", "0"), "false");
    EXPECT_EQ(read("flag", "yes"), "error: expected true or false, not \"yes\"");
    EXPECT_EQ(read("small", "-5"), "-5");
    EXPECT_EQ(read("big", "0xffffffffffffffff"), "18446744073709551615");
    EXPECT_EQ(read("big", "18446744073709551616"),
              "error: 18446744073709551616 does not fit any integer type");
    for (const auto* bad : {"", "-", "0x", "1x", " 1", "1 ", "+1", "--1", "1.0"})
        EXPECT_EQ(read("big", bad), fmt::format("error: not an integer: \"{}\"", bad));
    EXPECT_EQ(read("low", "-9223372036854775808"), "-9223372036854775808");
    EXPECT_EQ(read("mode", "fast"), R"("fast")");
    EXPECT_EQ(read("mode", "7"), "7");
    EXPECT_EQ(read("caps", "read|write"), R"(["read","write"])");
    EXPECT_EQ(read("caps", "0"), "[]");
    EXPECT_EQ(read("ip", "10.0.0.1"), R"("10.0.0.1")");
    EXPECT_EQ(read("mac", "02:00:00:00:00:ff"), R"("02:00:00:00:00:ff")");
    EXPECT_EQ(read("name", "a=b"), R"("a=b")");
    EXPECT_EQ(read("blob", "0aff"), R"("0aff")");
    EXPECT_EQ(read("list", "1,2,0x3"), "[1,2,3]");
    EXPECT_EQ(read("list", "[1, 2, 3]"), "[1,2,3]");
    EXPECT_EQ(read("list", "[1,"), "error: not JSON: \"[1,\"");
    EXPECT_EQ(read("ips", "1.2.3.4,5.6.7.8"), R"(["1.2.3.4","5.6.7.8"])");
    EXPECT_EQ(read("ips", ""), "[]");
    EXPECT_EQ(read("pair", R"({"a":1,"b":2})"), R"({"a":1,"b":2})");
    EXPECT_NE(read("pair", "1").find("JSON"), std::string::npos);
}

} // namespace
} // namespace gangway::dynamic
