// SPDX-License-Identifier: MIT
#include <algorithm>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "command.hpp"

namespace gangway::tool {
namespace {

const dynamic::layout& type() {
    static const auto d =
        dynamic::description::parse(
            R"({"gangway":1,"interface":"x","types":{"pair":{"kind":"struct","size":8,"align":4,
                "fields":[{"name":"a","type":"u32","offset":0,"size":4},
                          {"name":"b","type":"u32","offset":4,"size":4,"unit":"ns"}]}},
                "elements":[{"name":"c","kind":"call","number":1,"via":["ioctl"],
                "request":{"size":16,"fields":[
                 {"name":"pair","type":"pair","offset":0,"size":8},
                 {"name":"ip","type":"be32","offset":8,"size":4,"format":"ipv4"},
                 {"name":"text","type":"string","offset":12,"size":4,"max":3}]}}]})")
            .value();
    return d->elements.front().in;
}

std::string error_of(const std::vector<std::string>& arguments) {
    try {
        parse_arguments(type(), arguments);
        return {};
    } catch (const usage_error& e) {
        return e.what();
    }
}

TEST(arguments, become_a_struct) {
    EXPECT_EQ(parse_arguments(type(), {"pair.a=1", "ip=10.0.0.1", "pair.b=0x10", "text=a=b"}),
              dynamic::value::parse(R"({"pair":{"a":1,"b":16},"ip":"10.0.0.1","text":"a=b"})"));
    EXPECT_EQ(parse_arguments(type(), {}), dynamic::value::object());
    EXPECT_EQ(parse_arguments(type(), {R"(pair={"a":1,"b":2})"})["pair"]["b"], 2);
}

TEST(arguments, say_what_is_wrong_with_them) {
    EXPECT_EQ(error_of({"ip"}), "\"ip\": expected NAME=VALUE");
    EXPECT_EQ(error_of({"=1"}), "\"=1\": expected NAME=VALUE");
    EXPECT_EQ(error_of({"op=1"}), "op=1: there is no \"op\"; there is: pair, ip, text");
    EXPECT_EQ(error_of({"pair.c=1"}), "pair.c=1: there is no \"c\"; there is: a, b");
    EXPECT_EQ(error_of({"ip.a=1"}), "ip.a=1: \"ip\" has no fields (be32, as ipv4)");
    EXPECT_EQ(error_of({"pair.a=x"}), "pair.a: not an integer: \"x\" (u32)");
    EXPECT_EQ(error_of({"pair.b=x"}), "pair.b: not an integer: \"x\" (u32 in ns)");
    EXPECT_EQ(error_of({"ip=1.2.3.4", "ip=1.2.3.4"}), "ip=1.2.3.4: given twice");
    for (const auto* bad : {"pair=[1]", "pair=[]"})
        EXPECT_EQ(error_of({bad, "pair.a=1"}),
                  "pair.a=1: \"pair\" is given already, and not by its fields");
    EXPECT_NE(error_of({"pair=1"}), "");
    EXPECT_EQ(parse_request("x.y", type(), {"pair.a=1", "pair.b=2", "ip=1.1.1.1", "text=a"})["ip"],
              "1.1.1.1");
    EXPECT_THROW(parse_request("x.y", type(), {"pair.a=1"}), usage_error);
    try {
        parse_arguments({}, {"a=1"});
        FAIL();
    } catch (const usage_error& e) {
        EXPECT_STREQ(e.what(), "a=1: it takes no arguments");
    }
}

const dynamic::field& field(std::string_view name) {
    static const auto d = dynamic::description::parse(
                              R"({"gangway":1,"interface":"x","types":{
                "mode":{"kind":"flags","base":"u8","values":{"fast":1,"quiet":2}},
                "in":{"kind":"struct","size":16,"align":1,"fields":[
                 {"name":"mode","type":"mode","offset":0,"size":1},
                 {"name":"on","type":"bool","offset":1,"size":1},
                 {"name":"text","type":"string","offset":2,"size":12,"max":11}]},
                "at":{"kind":"struct","size":64,"align":4,"fields":[
                 {"name":"x","type":"s32","unit":"mm","offset":0,"size":4},
                 {"name":"in","type":"in","offset":4,"size":32,"count":2},
                 {"name":"many","type":"u32","format":"hex","offset":36,"size":8,"count":2},
                 {"name":"text","type":"string","offset":44,"size":12,"max":11},
                 {"name":"blob","type":"bytes","offset":56,"size":8,"max":4}]}},
                "elements":[{"name":"c","kind":"call","number":1,"via":["ioctl"],
                "request":{"size":88,"align":4,"fields":[
                 {"name":"at","type":"at","offset":0,"size":64},
                 {"name":"text","type":"string","offset":64,"size":12,"max":11},
                 {"name":"on","type":"bool","offset":76,"size":1},
                 {"name":"mode","type":"mode","offset":77,"size":1},
                 {"name":"blob","type":"bytes","offset":80,"size":8,"max":4}]}}]})")
                              .value();
    const auto& all = d->elements.front().in.fields;
    return *std::find_if(all.begin(), all.end(), [&](const auto& f) { return f.name == name; });
}

TEST(values, are_taken_as_they_are_printed) {
    for (const auto* text :
         {"", "a b", "\"", "a\"b", "{x=1}", "a,b]", "[a", "}", "plain", "\x1b["}) {
        const auto& f = field("text");
        EXPECT_EQ(parse_value(f, "text", to_text(f, text)), text);
        const auto at = dynamic::value::parse(
            R"({"x":-3,"in":[{"mode":["fast","quiet"],"on":true,"text":"a b"},
                             {"mode":[],"on":false,"text":""}],"many":[1,255],"text":"","blob":""})");
        auto with = at;
        with["text"] = text;
        const auto printed = to_text(field("at"), with);
        EXPECT_EQ(encode(*field("at").layout, parse_value(field("at"), "at", printed)).value(),
                  encode(*field("at").layout, with).value())
            << printed;
    }
    for (const auto* bytes : {"", "0a1b"})
        EXPECT_EQ(parse_value(field("blob"), "blob", to_text(field("blob"), bytes)), bytes);
    EXPECT_EQ(parse_value(field("text"), "text", "\"open"), "\"open");
    for (const auto* yes : {"true", "1", "yes", "ON", "Y"})
        EXPECT_EQ(parse_value(field("on"), "on", yes), true);
    EXPECT_EQ(parse_value(field("on"), "on", "off"), false);
    const auto why = [](const char* name, const char* text) {
        try {
            return parse_value(field(name), name, text).dump();
        } catch (const usage_error& e) {
            return std::string{e.what()};
        }
    };
    EXPECT_EQ(why("mode", "fast,quiet"),
              "mode: flags are written with | between them, not \"fast,quiet\" (mode: fast|quiet)");
    EXPECT_EQ(why("at", "{y=1}"), "at: there is no \"y\"; there is: x, in, many, text, blob (at)");
    EXPECT_EQ(why("at", "{x=1 x=2}"), "at: \"x\" is given twice (at)");
    EXPECT_EQ(why("at", "{x}"), "at: \"x\": expected FIELD=VALUE (at)");
    EXPECT_EQ(why("at", "{\"x\":"), "at: not JSON: \"{\"x\":\" (at)");
}

TEST(target, is_split_where_the_element_begins) {
    const options all;
    EXPECT_EQ(parse_target("icmpmon.enabled", all).interface, "icmpmon");
    EXPECT_EQ(parse_target("icmpmon.enabled", all).element, "enabled");
    EXPECT_EQ(parse_target("disk@eth0.5.size", all).interface, "disk@eth0.5");
    EXPECT_EQ(parse_target("disk@eth0.5.size", all).element, "size");
    EXPECT_EQ(parse_target("icmpmon", all, false).element, "");
    EXPECT_EQ(parse_target("disk@0000:00:1f.3", all, false).element, "");
    EXPECT_THROW(parse_target("icmpmon", all), usage_error);
}

} // namespace
} // namespace gangway::tool
