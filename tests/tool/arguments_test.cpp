// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

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
    EXPECT_NE(error_of({"pair=1"}), "");
    try {
        parse_arguments({}, {"a=1"});
        FAIL();
    } catch (const usage_error& e) {
        EXPECT_STREQ(e.what(), "a=1: it takes no arguments");
    }
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
