// SPDX-License-Identifier: MIT
//
// Descriptions, good and hostile: whatever parse() lets through, decode() and encode() must be able
// to trust.
#include <cerrno>
#include <string>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <gangway/description.hpp>

namespace gangway::dynamic {
namespace {

std::string with_types(const std::string& types, const std::string& elements) {
    return fmt::format(R"({{"gangway":1,"interface":"x","types":{},"elements":{}}})", types,
                       elements);
}

// An event whose record is 16 bytes and has this one field.
std::string with_field(const std::string& field, const std::string& types = "{}") {
    return with_types(types,
                      fmt::format(R"([{{"name":"e","kind":"event","number":1,"via":["ring"],)"
                                  R"("record":{{"size":16,"fields":[{}]}}}}])",
                                  field));
}

std::string why_not(const std::string& json) {
    const auto parsed = description::parse(json);
    return parsed ? "" : parsed.error().message;
}

TEST(description, is_read) {
    const auto d =
        description::parse(with_types(R"({"mode":{"kind":"enum","base":"u8","values":{"b":1,"a":0}},
                                      "in":{"kind":"struct","size":4,"align":4,"fields":[
                                       {"name":"m","type":"mode","offset":0,"size":1}]}})",
                                      R"([{"name":"p","kind":"property","number":3,"doc":"d",
                                       "requires":"CAP_X","via":["ioctl"],"access":"rw",
                                       "default":5,"range":[-1,9],
                                       "value":{"size":4,"fields":[
                                        {"name":"value","type":"s32","offset":0,"size":4}]}},
                                      {"name":"c","kind":"call","number":1,"via":["ioctl"],
                                       "request":{"size":12,"fields":[
                                        {"name":"l","type":"in","offset":0,"size":12,"max":2}]},
                                       "reply":{"size":0,"fields":[]},
                                       "errors":{"ENOENT":"none"}}])"))
            .value();
    const auto* p = d->find("p");
    ASSERT_NE(p, nullptr);
    EXPECT_EQ(p, d->find(3U));
    EXPECT_TRUE(p->readable && p->writable);
    EXPECT_EQ(p->needs, "CAP_X");
    EXPECT_EQ(p->initial, "5");
    EXPECT_EQ(p->range->first, "-1");
    const auto* c = d->find("c");
    ASSERT_NE(c, nullptr);
    EXPECT_EQ(c->errors.at(0).number, ENOENT);
    EXPECT_EQ(c->out.size, 0U);
    const auto& list = c->in.fields.at(0);
    EXPECT_EQ(list.data, 4U);
    EXPECT_EQ(list.layout->fields.at(0).names->values.at(0).name, "a");
    EXPECT_EQ(d->find("none"), nullptr);
}

TEST(description, says_what_is_no_description) {
    EXPECT_EQ(why_not(""), "description: not a JSON object");
    EXPECT_EQ(why_not("[1]"), "description: not a JSON object");
    EXPECT_EQ(why_not("{"), "description: not a JSON object");
    EXPECT_NE(why_not("{}").find("its Gangway format"), std::string::npos);
    EXPECT_TRUE(description::parse(R"({"gangway":2})").error().is(ENOTSUP));
    EXPECT_NE(why_not(std::string(2 << 20, ' ')).find("longer than"), std::string::npos);
    EXPECT_NE(why_not(std::string(100'000, '[')).find("not a JSON"), std::string::npos);
}

TEST(description, refuses_fields_outside_their_struct) {
    EXPECT_EQ(why_not(with_field(R"({"name":"a","type":"u64","offset":8,"size":8})")), "");
    for (const auto* field : {
             R"({"name":"a","type":"u64","offset":9,"size":8})",
             R"({"name":"a","type":"u64","offset":65536,"size":8})",
             R"({"name":"a","type":"u64","offset":4294967288,"size":8})",
             R"({"name":"a","type":"u64","offset":18446744073709551608,"size":8})",
             R"({"name":"a","type":"u64","offset":-8,"size":8})",
             R"({"name":"a","type":"u64","offset":0,"size":4})",
             R"({"name":"a","type":"u64","offset":0,"size":0})",
             R"({"name":"a","type":"u32","count":5,"offset":0,"size":16})",
             R"({"name":"a","type":"u32","count":5,"offset":0,"size":20})",
             R"({"name":"a","type":"u32","count":65536,"offset":0,"size":0})",
             R"({"name":"a","type":"u32","max":4,"offset":0,"size":16})",
             R"({"name":"a","type":"u32","max":4,"count":4,"offset":0,"size":16})",
             R"({"name":"a","type":"string","max":16,"offset":0,"size":17})",
             R"({"name":"a","type":"string","max":16,"offset":0,"size":16})",
             R"({"name":"a","type":"bytes","max":13,"offset":0,"size":20})",
             R"({"name":"a","type":"bytes","max":13,"offset":0,"size":16})",
             R"({"name":"a","type":"u64","offset":0,"size":8},
                {"name":"b","type":"u64","offset":4,"size":8})",
             R"({"name":"a","type":"nothing","offset":0,"size":8})",
             R"({"name":"A","type":"u64","offset":0,"size":8})",
             R"({"type":"u64","offset":0,"size":8})",
             R"({"name":"a","type":8,"offset":0,"size":8})",
             R"(7)",
         })
        EXPECT_NE(why_not(with_field(field)), "") << field;
}

TEST(description, refuses_types_that_contain_themselves) {
    const auto* field = R"({"name":"a","type":"t","offset":0,"size":8})";
    const auto of = [](const std::string& inner) {
        return R"({"kind":"struct","size":8,"align":8,"fields":[{"name":"x","type":")" + inner +
               R"(","offset":0,"size":8}]})";
    };
    EXPECT_EQ(why_not(with_field(field, R"({"t":)" + of("u64") + "}")), "");
    EXPECT_NE(why_not(with_field(field, R"({"t":)" + of("t") + "}")), "");
    EXPECT_NE(why_not(with_field(field, R"({"t":)" + of("u") + R"(,"u":)" + of("t") + "}")), "");

    std::string deep = R"({"t":)" + of("t0");
    for (int i = 0; i < 100; ++i)
        deep += fmt::format(R"(,"t{}":{})", i, of(fmt::format("t{}", i + 1)));
    EXPECT_NE(why_not(with_field(field, deep + R"(,"t100":)" + of("u64") + "}")), "");
}

TEST(description, refuses_odd_types) {
    const auto* field = R"({"name":"a","type":"t","offset":0,"size":8})";
    for (const auto* type :
         {R"({"kind":"struct","size":7,"align":8,"fields":[]})",
          R"({"kind":"struct","size":8,"align":3,"fields":[]})",
          R"({"kind":"struct","size":8,"align":16,"fields":[]})",
          R"({"kind":"struct","size":0,"align":1,"fields":[]})",
          R"({"kind":"enum","base":"s64","values":{}})",
          R"({"kind":"enum","base":"string","values":{}})",
          R"({"kind":"enum","base":"u64","values":{"a":-1}})",
          R"({"kind":"enum","base":"u64","values":[1]})", R"({"kind":"union"})", R"({})", R"(3)"})
        EXPECT_NE(why_not(with_field(field, fmt::format(R"({{"t":{}}})", type))), "") << type;
}

TEST(description, refuses_odd_elements) {
    for (const auto* elements :
         {R"([{"name":"a","kind":"event","number":0}])", R"([{"name":"a","kind":"event"}])",
          R"([{"name":"a","kind":"event","number":128}])", R"([{"kind":"event","number":1}])",
          R"([{"name":"a","kind":"what","number":1}])", R"([7])", R"({})",
          R"([{"name":"a","kind":"event","number":1},{"name":"a","kind":"event","number":2}])",
          R"([{"name":"a","kind":"event","number":1},{"name":"b","kind":"event","number":1}])",
          R"([{"name":"a","kind":"property","number":1,"access":"r"}])",
          R"([{"name":"a","kind":"property","number":1,"value":{"size":8,"fields":[
               {"name":"value","type":"u32","offset":4,"size":4}]}}])"})
        EXPECT_NE(why_not(with_types("{}", elements)), "") << elements;
    // Only of a module's elements are there so few numbers.
    for (const auto& [number, fits] : {std::pair{128, true}, {65535, true}, {65536, false}})
        EXPECT_EQ(why_not(fmt::format(R"({{"gangway":1,"interface":"x","provider":"kernel",
                      "elements":[{{"name":"a","kind":"event","number":{},"via":["uevent"]}}]}})",
                                      number))
                      .empty(),
                  fits)
            << number;
}

} // namespace
} // namespace gangway::dynamic
