// SPDX-License-Identifier: MIT
//
// Words of a newer module's enums and flags, which text carriers write: to an older program they
// are the numbers that every other carrier would have given it.
#include <cerrno>
#include <string>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "../../src/description/words.hpp"
#include "../../src/netlink/uevent.hpp"
#include "fake_module.hpp"

namespace gangway::dynamic {
namespace {

// Of either age; `more` and `more_flags` are what only the newer one has.
std::string shop(const std::string& more, const std::string& more_flags) {
    return R"({"gangway":1,"interface":"shop","types":{
        "mode":{"kind":"enum","base":"u8","values":{"off":0,"slow":1)" +
           more + R"(}},"on":{"kind":"flags","base":"u16","values":{"rx":1,"tx":2)" + more_flags +
           R"(}}},"elements":[
        {"name":"mode","kind":"property","number":1,"access":"rw","via":["sysfs"],
         "value":{"size":1,"fields":[{"name":"value","type":"mode","offset":0,"size":1}]}},
        {"name":"on","kind":"property","number":2,"access":"rw","via":["procfs"],
         "value":{"size":2,"align":2,"fields":[{"name":"value","type":"on","offset":0,"size":2}]}},
        {"name":"modes","kind":"property","number":3,"access":"rw","via":["debugfs"],
         "value":{"size":8,"align":4,"fields":[
          {"name":"value","type":"mode","max":4,"offset":0,"size":8}]}},
        {"name":"goods","kind":"table","number":4,"key":["id"],"via":["seq_file"],
         "row":{"size":8,"align":4,"fields":[{"name":"id","type":"u32","offset":0,"size":4},
          {"name":"mode","type":"mode","offset":4,"size":1},
          {"name":"on","type":"on","offset":6,"size":2}]}},
        {"name":"sold","kind":"event","number":5,"via":["uevent"],
         "record":{"size":1,"fields":[{"name":"mode","type":"mode","offset":0,"size":1}]}}]})";
}

std::string newer() {
    return shop(R"(,"turbo":7)", R"(,"deep":8)");
}

class words : public testing::Test {
protected:
    words() {
        root.load("shop", newer());
        root.attribute("shop/mode", "turbo\n");
        root.write("proc/gangway/shop/on", "rx|deep\n");
        root.write("sys/kernel/debug/gangway/shop/modes", "slow,turbo,slow\n");
        root.write("proc/gangway/shop/goods", "id mode on\n1 turbo deep\n2 slow rx\n");
    }

    [[nodiscard]] client connect(const std::string& made_for) const {
        return client::connect(description::parse(made_for).value(), {.root = root.path()}).value();
    }

    const std::string older = shop("", "");
    test::fake_root root;
};

TEST_F(words, of_a_newer_module_are_numbers) {
    const auto by = connect(older);
    EXPECT_EQ(by.get("mode").value(), 7);
    EXPECT_EQ(by.get("on").value(), value::parse(R"(["rx",8])"));
    EXPECT_EQ(by.get("modes").value(), value::parse(R"(["slow",7,"slow"])"));
    const auto goods = by.rows("goods").value();
    ASSERT_EQ(goods.rows.size(), 2U);
    EXPECT_EQ(goods.rows[0], value::parse(R"({"id":1,"mode":7,"on":[8]})"));
    EXPECT_EQ(goods.rows[1], value::parse(R"({"id":2,"mode":"slow","on":["rx"]})"));

    std::byte as_stored{};
    ASSERT_TRUE(by.get(1, {&as_stored, 1}));
    EXPECT_EQ(as_stored, std::byte{7});
    EXPECT_EQ(connect(newer()).get("mode").value(), "turbo");
}

TEST_F(words, of_an_event_too) {
    const auto mine = description::parse(older).value();
    const auto theirs = description::parse(newer()).value();
    const auto* sold = mine->find("sold");
    const std::string text{"change@/x\0GW_MODE=turbo\0", 24};
    const auto message = std::as_bytes(std::span{text});
    EXPECT_EQ(uevent::read(message, with_words_of(*sold, theirs.get()), "GW_").value().at(0),
              std::byte{7});
    EXPECT_TRUE(uevent::read(message, with_words_of(*sold, nullptr), "GW_").error().is(EPROTO));
}

// It still cannot set what it does not know by name, but by number.
TEST_F(words, are_not_learned) {
    const auto by = connect(older);
    EXPECT_TRUE(by.set("mode", "turbo").error().is(EINVAL));
    root.attribute("shop/mode", "");
    ASSERT_TRUE(by.set("mode", 7));
    EXPECT_EQ(root.attribute("shop/mode"), "7\n");
}

TEST_F(words, that_nobody_knows_are_an_error) {
    root.attribute("shop/mode", "warp\n");
    const auto why = connect(older).get("mode").error();
    EXPECT_TRUE(why.is(EPROTO));
    EXPECT_NE(why.message.find(R"(shop.mode: the kernel says "warp", which is not understood)"),
              std::string::npos)
        << why.message;
}

} // namespace
} // namespace gangway::dynamic
