// SPDX-License-Identifier: MIT
#include "fields.hpp"

#include <cerrno>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

using namespace text_test;
using std::string_view_literals::operator""sv;

namespace {

const gw_field& field(std::string_view name) {
    for (const auto& f : fields)
        if (name == f.name)
            return f;
    throw std::out_of_range{std::string{name}};
}

// Twice: to learn how long it is, and into exactly that.
template <typename Write>
std::string written(Write write, bool letters = false) {
    gw_text measured{nullptr, 0, 0, letters, false};
    write(&measured);
    std::vector<char> to(measured.used);
    gw_text text{to.data(), to.size(), 0, letters, false};
    write(&text);
    EXPECT_EQ(text.used, to.size());
    return {to.begin(), to.end()};
}

std::string value(std::string_view name, const all& data) {
    return written([&](gw_text* t) { gw_text_value(t, &field(name), &data); });
}

std::string row(std::string_view name, const all& data) {
    return written([&](gw_text* t) { gw_text_row(t, &field(name), 1, &data); });
}

int parse(std::string_view name, all& data, std::string_view text) {
    const auto exact = std::make_unique<char[]>(text.size()); // for AddressSanitizer to watch
    text.copy(exact.get(), text.size());
    return gw_text_parse(&field(name), &data, exact.get(), text.size());
}

struct accepted {
    std::string_view field;
    std::string_view in;
    std::string_view out;
};

class text_accepts : public testing::TestWithParam<accepted> {};

TEST_P(text_accepts, and_says) {
    const auto& [name, in, out] = GetParam();
    all data{};
    ASSERT_EQ(parse(name, data, in), 0) << name << " <- " << in;
    EXPECT_EQ(value(name, data), out) << name << " <- " << in;
    all again{};
    const auto line = std::string{out} + '\n';
    ASSERT_EQ(parse(name, again, line), 0);
    EXPECT_EQ(value(name, again), out);
}

INSTANTIATE_TEST_SUITE_P(all, text_accepts,
                         testing::ValuesIn(std::to_array<accepted>({
                             {"flag", "1", "1"},
                             {"flag", "TRUE", "1"},
                             {"flag", "off\n", "0"},
                             {"flag", "y", "1"},
                             {"flag", "No", "0"},
                             {"flag", "on", "1"},
                             {"flag", "yes", "1"},
                             {"flag", "false", "0"},
                             {"small", "0", "0"},
                             {"small", "255\n", "255"},
                             {"small", "0xff", "255"},
                             {"small", "0x00ff", "255"},
                             {"wide", "18446744073709551615", "18446744073709551615"},
                             {"mask", "18446744073709551615", "0xffffffffffffffff"},
                             {"mask", "0xAb", "0xab"},
                             {"s_8", "-128", "-128"},
                             {"s_8", "127", "127"},
                             {"s_8", "-0x80", "-128"},
                             {"s_16", "-1", "-0x1"},
                             {"s_32", "-2147483648", "-2147483648"},
                             {"s_64", "-9223372036854775808", "-9223372036854775808"},
                             {"s_64", "-0", "0"},
                             {"b16", "258", "258"},
                             {"b32", "0x01020304", "16909060"},
                             {"b64", "1", "1"},
                             {"l16", "258", "258"},
                             {"l32", "16909060", "16909060"},
                             {"l64", "1", "1"},
                             {"hue", "blue", "blue"},
                             {"hue", "5", "blue"},
                             {"hue", "2", "2"},
                             {"hue", "0x1", "green"},
                             {"options", "deep|fast", "fast|deep"},
                             {"options", "0", "0"},
                             {"options", "7\n", "fast|loud|deep"},
                             {"options", "fast|fast", "fast"},
                             {"options", "8", "8"},
                             {"host", "10.0.0.1", "10.0.0.1"},
                             {"host", "0x7f000001", "127.0.0.1"},
                             {"host", "255.255.255.255", "255.255.255.255"},
                             {"hosts", "1.2.3.4, 5.6.7.8", "1.2.3.4,5.6.7.8"},
                             {"hosts", "", ""},
                             {"hosts", "\n", ""},
                             {"ipv6", "2001:DB8::1", "2001:db8::1"},
                             {"ipv6", "::", "::"},
                             {"mac", "00:1a:2B:3c:4d:5e", "00:1a:2b:3c:4d:5e"},
                             {"uuid", "00112233-4455-6677-8899-aabbccddeeff",
                              "00112233-4455-6677-8899-aabbccddeeff"},
                             {"key", "", ""},
                             {"key", "0A1b", "0a1b"},
                             {"key", "00000000\n", "00000000"},
                             {"label", "", ""},
                             {"label", "a b\tc", "a b\tc"},
                             {"label", "12345678\n", "12345678"},
                             {"label", "a\n\n", "a\n"},
                             {"label", "\xc3\xa9", "\xc3\xa9"},
                             {"list", "1,2,3", "1,2,3"},
                             {"list", "1 2\t3", "1,2,3"},
                             {"list", "1 , 2", "1,2"},
                             {"list", "1,2,3,4,5", "1,2,3,4,5"},
                             {"fixed", "1,2,3", "1,2,3"},
                             {"hues", "red blue", "red,blue"},
                         })));

struct refused {
    std::string_view field;
    std::string_view in;
    int error;
};

class text_refuses : public testing::TestWithParam<refused> {};

TEST_P(text_refuses, it) {
    const auto& [name, in, error] = GetParam();
    all data{};
    EXPECT_EQ(parse(name, data, in), -error) << name << " <- " << in;
}

INSTANTIATE_TEST_SUITE_P(all, text_refuses,
                         testing::ValuesIn(std::to_array<refused>({
                             {"flag", "", EINVAL},
                             {"flag", "2", EINVAL},
                             {"flag", "tru", EINVAL},
                             {"flag", "01", EINVAL},
                             {"flag", "1 ", EINVAL},
                             {"flag", "1\n\n", EINVAL},
                             {"flag", "1\0"sv, EINVAL},
                             {"small", "", EINVAL},
                             {"small", "\n", EINVAL},
                             {"small", "256", ERANGE},
                             {"small", "0x100", ERANGE},
                             {"small", "-1", EINVAL},
                             {"small", "+1", EINVAL},
                             {"small", "010", EINVAL},
                             {"small", "00", EINVAL},
                             {"small", "0x", EINVAL},
                             {"small", "0X1", EINVAL},
                             {"small", " 1", EINVAL},
                             {"small", "1 2", EINVAL},
                             {"small", "1.5", EINVAL},
                             {"small", "a", EINVAL},
                             {"small", "1a", EINVAL},
                             {"small", "1\0"sv, EINVAL},
                             {"small", "99999999999999999999999x", EINVAL},
                             {"wide", "18446744073709551616", ERANGE},
                             {"wide", "0x10000000000000000", ERANGE},
                             {"wide", "99999999999999999999999", ERANGE},
                             {"s_8", "128", ERANGE},
                             {"s_8", "-129", ERANGE},
                             {"s_8", "--1", EINVAL},
                             {"s_8", "-", EINVAL},
                             {"s_64", "9223372036854775808", ERANGE},
                             {"s_64", "-9223372036854775809", ERANGE},
                             {"b16", "65536", ERANGE},
                             {"l32", "4294967296", ERANGE},
                             {"hue", "purple", EINVAL},
                             {"hue", "", EINVAL},
                             {"hue", "Red", EINVAL},
                             {"hue", "65536", ERANGE},
                             {"hue", "-1", EINVAL},
                             {"hue", "red|blue", EINVAL},
                             {"options", "", EINVAL},
                             {"options", "fast|", EINVAL},
                             {"options", "|fast", EINVAL},
                             {"options", "fast||deep", EINVAL},
                             {"options", "fast|1", EINVAL},
                             {"options", "fast deep", EINVAL},
                             {"options", "4294967296", ERANGE},
                             {"host", "1.2.3", EINVAL},
                             {"host", "1.2.3.4.5", EINVAL},
                             {"host", "1.2.3.256", EINVAL},
                             {"host", "1.2.3.04", EINVAL},
                             {"host", "1..3.4", EINVAL},
                             {"host", ".", EINVAL},
                             {"hosts", "1.2.3.4,", EINVAL},
                             {"hosts", "1.1.1.1 1.1.1.1 1.1.1.1 1.1.1.1", EINVAL},
                             {"ipv6", "", EINVAL},
                             {"ipv6", "1::2::3", EINVAL},
                             {"ipv6", "::1 ", EINVAL},
                             {"ipv6", "12345::", EINVAL},
                             {"mac", "00:1a:2b:3c:4d", EINVAL},
                             {"mac", "00:1a:2b:3c:4d:5e:", EINVAL},
                             {"mac", "00-1a-2b-3c-4d-5e", EINVAL},
                             {"mac", "001a2b3c4d5e", EINVAL},
                             {"mac", "", EINVAL},
                             {"uuid", "00112233445566778899aabbccddeeff", EINVAL},
                             {"uuid", "00112233-4455-6677-8899-aabbccddeef", EINVAL},
                             {"key", "0", EINVAL},
                             {"key", "0g", EINVAL},
                             {"key", "0011223344", EINVAL},
                             {"key", "00 11", EINVAL},
                             {"label", "123456789", EINVAL},
                             {"label", "a\0b"sv, EINVAL},
                             {"label", "\0"sv, EINVAL},
                             {"list", "1,2,3,4,5,6", EINVAL},
                             {"list", ",", EINVAL},
                             {"list", "1,,2", EINVAL},
                             {"list", " 1", EINVAL},
                             {"list", "1 ", EINVAL},
                             {"list", "1,65536", ERANGE},
                             {"list", "1;2", EINVAL},
                             {"fixed", "1,2", EINVAL},
                             {"fixed", "1,2,3,4", EINVAL},
                             {"fixed", "", EINVAL},
                             {"hues", "red,0x", EINVAL},
                         })));

TEST(text, strings_in_a_row_are_quoted_when_odd) {
    const auto quoted = [](std::string_view s) {
        all data{};
        s.copy(data.label, 8);
        return row("label", data);
    };
    EXPECT_EQ(quoted("plain"), "plain\n");
    EXPECT_EQ(quoted("a-b"), "a-b\n");
    EXPECT_EQ(quoted(""), "\"\"\n");
    EXPECT_EQ(quoted("-"), "\"-\"\n");
    EXPECT_EQ(quoted("a b"), "\"a b\"\n");
    EXPECT_EQ(quoted("\"\\"), "\"\\\"\\\\\"\n");
    EXPECT_EQ(quoted("\n\x7f\xe9"), "\"\\x0a\\x7f\\xe9\"\n");
}

TEST(text, what_is_empty_in_a_row_is_a_dash) {
    all data{};
    EXPECT_EQ(row("list", data), "-\n");
    EXPECT_EQ(row("key", data), "-\n");
    EXPECT_EQ(row("hosts", data), "-\n");
}

TEST(text, a_row_has_all_fields_and_the_first_line_their_names) {
    all data{};
    data.small = 7;
    data.flag = 1;
    EXPECT_EQ(written([](gw_text* t) { gw_text_columns(t, fields.data(), 3); }),
              "flag small list\n");
    EXPECT_EQ(written([&](gw_text* t) { gw_text_row(t, fields.data(), 3, &data); }), "1 7 -\n");
}

// A provider's rows are not checked: whatever is in them, nothing outside is read.
TEST(text, counts_and_strings_without_end_stay_inside) {
    all data{};
    data.list_count = data.key_len = 0xffffffff;
    for (auto& c : data.label)
        c = 'x';
    EXPECT_EQ(value("list", data), "0,0,0,0,0");
    EXPECT_EQ(value("key", data), "00000000");
    EXPECT_EQ(value("label", data), "xxxxxxxx");
}

TEST(text, a_bool_is_a_letter_where_that_is_custom) {
    all data{};
    const auto letter = [&] {
        return written([&](gw_text* t) { gw_text_value(t, &field("flag"), &data); }, true);
    };
    EXPECT_EQ(letter(), "N");
    data.flag = 1;
    EXPECT_EQ(letter(), "Y");
    EXPECT_EQ(parse("flag", data, "N\n"), 0);
    EXPECT_EQ(data.flag, 0);
}

TEST(text, too_little_room_is_said_and_not_left) {
    all data{};
    data.wide = 123456;
    std::array<char, 4> to{'.', '.', '.', '.'};
    gw_text text{to.data(), 3, 0, false, false};
    gw_text_value(&text, &field("wide"), &data);
    EXPECT_EQ(text.used, 6U);
    EXPECT_EQ((std::string_view{to.data(), 4}), "123.");
}

} // namespace
