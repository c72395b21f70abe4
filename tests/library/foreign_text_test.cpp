// SPDX-License-Identifier: MIT
//
// The kernel's own text files, each written as its author liked it: files as a 6.18 kernel has
// them.
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <sys/resource.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "fake_module.hpp"

namespace gangway::dynamic {
namespace {

using namespace std::string_view_literals;

// A property at /proc/it, of each form.
constexpr std::string_view described = R"({"gangway":1,"interface":"it","provider":"kernel",
    "types":{
     "thp":{"kind":"enum","base":"u8","values":{"always":0,"madvise":1,"never":2}},
     "sched":{"kind":"enum","base":"u8","values":{"none":0,"mq-deadline":1,"kyber":2}},
     "cache":{"kind":"enum","base":"u8","values":{"write through":0,"write back":1}},
     "power":{"kind":"enum","base":"u8","values":{"on":0,"auto":1}},
     "size":{"kind":"enum","base":"u8","values":{"4k":0,"2M":1}},
     "lo":{"kind":"flags","base":"u32","values":{"up":1,"loopback":8,"running":64}}},
    "elements":[)";

std::string element(std::string_view name, unsigned number, std::string_view field) {
    return fmt::format(R"({{"name":"{0}","kind":"property","number":{1},"access":"rw",
        "via":["procfs"],"at":{{"path":"/proc/it/{0}"}},"value":{{{2}}}}})",
                       name, number, field);
}

std::string one(std::string_view type, unsigned size, std::string_view more = "") {
    return fmt::format(R"("size":{1},"align":{3},"fields":[
        {{"name":"value","type":"{0}","offset":0,"size":{1}{2}}}])",
                       type, size, more,
                       size % 8 == 0   ? 8
                       : size % 4 == 0 ? 4
                       : size % 2 == 0 ? 2
                                       : 1);
}

class foreign_text : public testing::Test {
protected:
    [[nodiscard]] client connect() const {
        const std::string json =
            std::string{described} + element("ports", 1, one("u16", 4, R"(,"count":2)")) + ',' +
            element("stat", 2, one("u64", 88, R"(,"max":10)")) + ',' +
            element("thp", 3, one("thp", 1)) + ',' + element("sched", 4, one("sched", 1)) + ',' +
            element("cache", 5, one("cache", 1)) + ',' + element("power", 6, one("power", 1)) +
            ',' + element("lo", 7, one("lo", 4)) + ',' + element("number", 8, one("s32", 4)) + ',' +
            element("text", 9, one("string", 10001, R"(,"max":10000)")) + ',' +
            element("raw", 10, one("bytes", 10004, R"(,"max":10000)")) + ',' +
            element("hex", 11, one("bytes", 12, R"(,"max":8,"format":"hex")")) + ',' +
            element("mac", 12, one("u8", 6, R"(,"count":6,"format":"mac")")) + ',' +
            element("flag", 13, one("bool", 1)) + ',' + element("size", 14, one("size", 1)) + ',' +
            element("id", 15, one("u16", 2, R"(,"format":"hex")")) + ',' +
            element("ids", 16, one("u16", 4, R"(,"count":2,"format":"hex")")) + ',' +
            element("last", 1000, one("u8", 1)) + "]}";
        return client::connect(description::parse(json).value(), {.root = root.path()}).value();
    }
    [[nodiscard]] result<value> get(const std::string& name, std::string_view text) {
        root.write("proc/it/" + name, text);
        return connect().get(name);
    }
    [[nodiscard]] std::string set(const std::string& name, const value& to) {
        root.write("proc/it/" + name, "");
        const auto done = connect().set(name, to);
        return done ? content(name) : done.error().message;
    }
    [[nodiscard]] std::string content(const std::string& name) const {
        std::ifstream file{root.path() + "/proc/it/" + name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    test::fake_root root;
};

TEST_F(foreign_text, numbers_of_elements_may_be_larger_than_any_of_a_module) {
    EXPECT_EQ(get("last", "7\n").value(), 7);
    EXPECT_EQ(set("last", 8), "8\n");
}

TEST_F(foreign_text, lists_have_blanks_and_tabs) {
    EXPECT_EQ(get("ports", "32768\t60999\n").value(), value::parse("[32768,60999]"));
    EXPECT_EQ(get("ports", "1,2").value(), value::parse("[1,2]"));
    EXPECT_EQ(get("ports", "  1\n2 \n").value(), value::parse("[1,2]"));
    EXPECT_EQ(get("stat", "     325       12    8848 \n").value(), value::parse("[325,12,8848]"));
    EXPECT_EQ(get("stat", "\n").value(), value::array());
    EXPECT_EQ(set("ports", {32768, 60999}), "32768 60999\n");
    for (const auto* bad : {"1\n", "1 2 3", "1 65536", "1 x"})
        EXPECT_TRUE(get("ports", bad).error().is(EPROTO)) << bad;
}

TEST_F(foreign_text, blanks_around_a_value_do_not_count) {
    EXPECT_EQ(get("number", "  -7 \n").value(), -7);
    EXPECT_EQ(get("number", "0x10\n").value(), 16);
    EXPECT_EQ(get("mac", "00:11:22:33:44:55 \n").value(), "00:11:22:33:44:55");
    EXPECT_EQ(get("flag", "Y\n").value(), true);
    EXPECT_EQ(get("flag", "disabled\n").value(), false);
    EXPECT_TRUE(get("number", "1 2\n").error().is(EPROTO));
    EXPECT_TRUE(get("number", "").error().is(EPROTO));
}

TEST_F(foreign_text, of_several_words_the_one_in_brackets_counts) {
    EXPECT_EQ(get("thp", "always [madvise] never\n").value(), "madvise");
    EXPECT_EQ(get("sched", "[mq-deadline] none\n").value(), "mq-deadline");
    EXPECT_EQ(get("sched", "[none]\n").value(), "none");
    EXPECT_EQ(get("thp", "never\n").value(), "never");
    EXPECT_EQ(set("sched", "mq-deadline"), "mq-deadline\n");
    const auto why = get("thp", "always inherit [defer] never\n").error();
    EXPECT_NE(why.message.find(R"(it.thp: the kernel says "defer", which is not understood)"),
              std::string::npos)
        << why.message;
    EXPECT_NE(why.message.find("it has: always, madvise, never"), std::string::npos);
}

TEST_F(foreign_text, words_may_be_any) {
    EXPECT_EQ(get("cache", "write back\n").value(), "write back");
    EXPECT_EQ(get("power", "auto\n").value(), "auto");
    EXPECT_EQ(get("size", "2M\n").value(), "2M");
    EXPECT_EQ(set("cache", "write through"), "write through\n");
    const auto by = connect();
    const auto& size = by.description().find("size")->in.fields.front();
    EXPECT_EQ(from_text(size, "4k").value(), "4k"); // as typed
}

TEST_F(foreign_text, flags_are_a_number_or_words) {
    EXPECT_EQ(get("lo", "0x9\n").value(), value::parse(R"(["up","loopback"])"));
    EXPECT_EQ(get("lo", "up running\n").value(), value::parse(R"(["up","running"])"));
    EXPECT_EQ(set("lo", {"up", "running"}), "65\n");
}

TEST_F(foreign_text, of_several_flags_those_in_brackets_count) {
    EXPECT_EQ(get("lo", "up [loopback] [running] \n").value(),
              value::parse(R"(["loopback","running"])"));
    EXPECT_EQ(get("lo", "[up loopback] running\n").value(), value::parse(R"(["up","loopback"])"));
    EXPECT_EQ(get("lo", "up [] running\n").value(), value::array());
}

// As idVendor of a USB device is.
TEST_F(foreign_text, hexadecimal_numbers_need_no_prefix) {
    EXPECT_EQ(get("id", "1d6b\n").value(), 0x1d6b);
    EXPECT_EQ(get("id", "0010\n").value(), 0x10);
    EXPECT_EQ(get("id", "0x10\n").value(), 0x10);
    EXPECT_EQ(get("ids", "10 0x20\n").value(), value::parse("[16,32]"));
    EXPECT_EQ(set("id", 0x10), "0x10\n"); // right for who reads decimal, too
    EXPECT_EQ(set("ids", {10, 255}), "0xa 0xff\n");
    EXPECT_EQ(get("number", "0010\n").value(), 10); // of another format it is decimal
    for (const auto* bad : {"", "0x", "1 2", "12345", "-1", "xyz"})
        EXPECT_TRUE(get("id", bad).error().is(EPROTO)) << bad;
}

TEST_F(foreign_text, strings_have_several_lines) {
    EXPECT_EQ(get("text", "MemTotal: 1\nMemFree: 2\n\n").value(), "MemTotal: 1\nMemFree: 2\n");
    EXPECT_EQ(get("text", " a b \n").value(), " a b ");
    const std::string longest(10000, 'x');
    EXPECT_EQ(get("text", longest + "\n").value(), longest);
    const auto why = get("text", longest + "y\n").error().message;
    EXPECT_NE(why.find("10001 bytes are too many, at most 10000 fit"), std::string::npos) << why;
    EXPECT_LT(why.size(), 300U);
}

TEST_F(foreign_text, bytes_are_the_file_as_it_is) {
    EXPECT_EQ(get("raw", "ab\0\xff\n"sv).value(), "616200ff0a");
    EXPECT_EQ(get("raw", "").value(), "");
    EXPECT_EQ(set("raw", "0a00ff"), "\n\0\xff"sv);
    EXPECT_EQ(get("hex", "00ff 7e\n").value(), "00ff7e");
    EXPECT_EQ(set("hex", "00ff"), "00ff\n");
    EXPECT_EQ(get("hex", "\n").value(), "");
    EXPECT_EQ(set("hex", ""), "\n");
    const auto why = get("raw", std::string(10001, 'x')).error().message;
    EXPECT_NE(why.find("more bytes than the 10000"), std::string::npos) << why;
    EXPECT_EQ(get("raw", std::string(10000, 'x')).value().get<std::string>().size(), 20000U);
}

// A write of no bytes would succeed, and change nothing.
TEST_F(foreign_text, bytes_that_are_none_are_not_written) {
    root.write("proc/it/raw", "before");
    const auto done = connect().set("raw", "");
    ASSERT_FALSE(done);
    EXPECT_TRUE(done.error().is(EINVAL));
    EXPECT_NE(done.error().message.find("it.raw: it would be empty"), std::string::npos)
        << done.error().message;
    EXPECT_EQ(get("raw", "before").value(), "6265666f7265");
}

TEST_F(foreign_text, control_bytes_are_escaped_in_messages) {
    const auto why = get("number", "\x1b[31mred\a\xc2\x9b\n").error().message;
    EXPECT_NE(why.find(R"("\x1b[31mred\x07\xc2\x9b")"), std::string::npos) << why;
    EXPECT_TRUE(std::all_of(why.begin(), why.end(), [](char c) { return c >= ' ' && c < 0x7f; }));
}

// A limit of file sizes stands for the page that sysfs takes of one write.
TEST_F(foreign_text, what_one_write_does_not_take_is_told) {
    const std::string longest(9000, 'x');
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    root.write("proc/it/text", "");
    root.write("proc/it/raw", "");
    const auto by = connect();
    const rlimit page{4096, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &page);
    const auto text = by.set("text", longest);
    const auto raw = by.set("raw", std::string(10000, 'a'));
    setrlimit(RLIMIT_FSIZE, &before);
    ASSERT_FALSE(text);
    EXPECT_NE(text.error().message.find("the kernel took 4096 of 9001 bytes"), std::string::npos)
        << text.error().message;
    EXPECT_FALSE(raw); // in pieces, of which the second is refused
}

} // namespace
} // namespace gangway::dynamic
