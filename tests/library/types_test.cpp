// SPDX-License-Identifier: MIT
#include <cstring>

#include <gtest/gtest.h>

#include <gangway/types.hpp>

namespace sample {
enum class mode : std::uint8_t { off = 0, fast = 2 };
enum class caps : std::uint32_t { read = 1, write = 2, both = 3, all = 0x80 };
// As in generated code. NOLINTBEGIN(misc-unused-using-decls): templates use them.
using gangway::flag_operators::operator|;
using gangway::flag_operators::operator&;
using gangway::flag_operators::operator~;
// NOLINTEND(misc-unused-using-decls)
} // namespace sample

template <>
struct gangway::names_of<sample::mode> {
    static constexpr bool flags = false;
    static constexpr std::array<std::pair<sample::mode, std::string_view>, 2> values{
        {{sample::mode::off, "off"}, {sample::mode::fast, "fast"}}};
};
template <>
struct gangway::names_of<sample::caps> {
    static constexpr bool flags = true;
    static constexpr std::array<std::pair<sample::caps, std::string_view>, 3> values{
        {{sample::caps::read, "read"}, {sample::caps::write, "write"}, {sample::caps::all, "all"}}};
};

namespace gangway {
namespace {

// The layouts that NAME.gw.h has for the same descriptions.
static_assert(sizeof(boolean) == 1);
static_assert(sizeof(be<std::uint16_t>) == 2 && alignof(be<std::uint64_t>) == 8);
static_assert(sizeof(ipv4) == 4 && alignof(ipv4) == 4);
static_assert(sizeof(ipv6) == 16 && alignof(ipv6) == 1 && sizeof(mac) == 6);
static_assert(sizeof(fixed_string<6>) == 6 && alignof(fixed_string<6>) == 1);
static_assert(sizeof(bytes<5>) == 12 && alignof(bytes<5>) == 4);
static_assert(sizeof(bounded_array<std::uint64_t, 3>) == 32);
static_assert(sizeof(bounded_array<std::uint16_t, 3>) == 12);
static_assert(wire_type<bytes<5>> && wire_type<ipv4> && wire_type<fixed_string<3>> &&
              wire_type<bounded_array<std::uint64_t, 2>> && wire_type<le<std::uint32_t>>);

// A value, then a byte that says whether it is there.
static_assert(sizeof(optional<std::uint8_t>) == 2 && sizeof(optional<std::uint16_t>) == 4);
static_assert(sizeof(optional<std::uint64_t>) == 16 && alignof(optional<std::uint64_t>) == 8);
static_assert(sizeof(optional<fixed_string<6>>) == 7 && sizeof(optional<bytes<5>>) == 16);
static_assert(wire_type<optional<std::uint32_t>> && wire_type<optional<bytes<5>>>);

template <typename T>
std::vector<unsigned> raw(const T& value) {
    std::vector<unsigned> all(sizeof(T));
    const auto* at = reinterpret_cast<const unsigned char*>(&value);
    std::copy(at, at + sizeof(T), all.begin());
    return all;
}

TEST(types, an_optional_value_is_used_as_std_optional) {
    struct request {
        optional<std::uint16_t> id = {};
        optional<fixed_string<4>> name = {};
        optional<sample::mode> how = {};
        bool operator==(const request&) const = default;
    };
    request r;
    EXPECT_FALSE(r.id);
    EXPECT_EQ(r.id.value_or(7), 7);
    EXPECT_EQ(raw(r.id), (std::vector<unsigned>{0, 0, 0, 0}));
    r = {.id = 0, .name = "abc", .how = sample::mode::fast};
    EXPECT_TRUE(r.id.has_value());
    EXPECT_EQ(*r.id, 0);
    EXPECT_EQ(raw(r.id), (std::vector<unsigned>{0, 0, 1, 0}));
    EXPECT_EQ(raw(r.name), (std::vector<unsigned>{'a', 'b', 'c', 0, 1}));
    EXPECT_EQ(r.name->view(), "abc");
    EXPECT_NE(r, request{});
    const std::optional<std::uint16_t> there = r.id;
    EXPECT_EQ(there, std::uint16_t{0});
    r.id = std::nullopt;
    EXPECT_EQ(std::optional<std::uint16_t>{r.id}, std::nullopt);
    r.id = std::optional<std::uint16_t>{3};
    EXPECT_EQ(*r.id, 3);
    EXPECT_EQ(shown(r.id), "3");
    EXPECT_EQ(shown(r.id, "{:#x}ns"), "0x3ns");
    EXPECT_EQ(shown(r.how), "fast");
    EXPECT_EQ(shown(optional<std::uint16_t>{}), "");
    EXPECT_EQ(shown(optional<std::array<std::uint8_t, 2>>{std::array<std::uint8_t, 2>{1, 2}}),
              "[1, 2]");
}

TEST(types, integers_have_their_order_on_the_wire) {
    constexpr be<std::uint32_t> big{0x01020304};
    static_assert(big == 0x01020304U);
    EXPECT_EQ(raw(big), (std::vector<unsigned>{1, 2, 3, 4}));
    EXPECT_EQ(raw(le<std::uint16_t>{0x0102}), (std::vector<unsigned>{2, 1}));
    EXPECT_EQ(fmt::format("{} {:#x}", big, big), "16909060 0x1020304");
}

TEST(types, a_boolean_that_is_neither_reads_as_true) {
    boolean b;
    EXPECT_FALSE(b);
    const unsigned char two = 2;
    std::memcpy(static_cast<void*>(&b), &two, 1);
    EXPECT_TRUE(b);
    EXPECT_EQ(fmt::format("{}", b), "true");
}

TEST(types, addresses) {
    EXPECT_EQ(raw(ipv4{10, 0, 0, 1}), (std::vector<unsigned>{10, 0, 0, 1}));
    EXPECT_EQ(ipv4::parse("10.0.0.1"), (ipv4{10, 0, 0, 1}));
    for (const auto* bad : {"", "10.0.0", "10.0.0.1 ", "10.0.0.256", "010.0.0.1", "host",
                            "1.1.1.1111111111111111111111111111111111111111111111"})
        EXPECT_FALSE(ipv4::parse(bad)) << bad;
    EXPECT_FALSE(ipv4::parse(std::string_view{"1.2.3.4\0", 8}));
    EXPECT_EQ(fmt::format("{:>9}", ipv4{1, 2, 3, 4}), "  1.2.3.4");
    EXPECT_EQ(fmt::format("{}", ipv6::parse("fe80:0::1").value()), "fe80::1");
    EXPECT_FALSE(ipv6::parse("fe80"));
    EXPECT_EQ(fmt::format("{}", mac::parse("02:00:00:00:00:aB").value()), "02:00:00:00:00:ab");
    for (const auto* bad : {"02:00:00:00:00", "02:00:00:00:00:0", "02-00-00-00-00-00",
                            "02:00:00:00:00:00:00", "0g:00:00:00:00:00"})
        EXPECT_FALSE(mac::parse(bad)) << bad;
    const auto* id = "00112233-4455-6677-8899-aabbccddeeff";
    EXPECT_EQ(fmt::format("{}", uuid::parse(id).value()), id);
    EXPECT_FALSE(uuid::parse("00112233445566778899aabbccddeeff"));
}

TEST(types, strings_end_where_they_end) {
    fixed_string<4> s{"abc"};
    EXPECT_EQ(s, "abc");
    EXPECT_EQ(fmt::format("{:5}|", s), "abc  |");
    EXPECT_THROW(fixed_string<4>{"abcd"}, std::length_error);
    EXPECT_THROW((fixed_string<4>{std::string_view{"a\0b", 3}}), std::length_error);
    std::memset(static_cast<void*>(&s), 'x', sizeof(s)); // a faulty module's: no NUL
    EXPECT_EQ(s.view(), "xxxx");
}

TEST(types, bounded_arrays_believe_no_count) {
    bounded_array<std::uint16_t, 3> a{1, 2};
    EXPECT_EQ(fmt::format("{}", a), "[1, 2]");
    EXPECT_THROW((bounded_array<std::uint16_t, 1>{1, 2}), std::length_error);
    const std::uint32_t lie = 1000;
    std::memcpy(static_cast<void*>(&a), &lie, sizeof(lie));
    EXPECT_EQ(a.size(), 3U);
    EXPECT_EQ(fmt::format("{}", bytes<4>{0x0a, 0xff}), "0aff");
}

TEST(types, every_byte_of_a_value_is_set) {
    // The kernel refuses padding that is not zero. Built on top of other bytes, copied, assigned.
    alignas(8) std::array<unsigned char, sizeof(bounded_array<std::uint64_t, 1>)> dirty;
    dirty.fill(0xff);
    auto* made = new (dirty.data()) bounded_array<std::uint64_t, 1>({7});
    EXPECT_EQ(raw(*made), (std::vector<unsigned>{1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0}));
    dirty.fill(0xff);
    auto* five = new (dirty.data()) bytes<5>({9});
    EXPECT_EQ(raw(*five), (std::vector<unsigned>{1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0}));
}

TEST(types, enums_and_flags_have_names) {
    using sample::caps;
    using sample::mode;
    EXPECT_EQ(fmt::format("{}", mode::fast), "fast");
    EXPECT_EQ(fmt::format("{}", static_cast<mode>(7)), "7");
    EXPECT_EQ(fmt::format("{}", caps::read | caps::all), "read|all");
    EXPECT_EQ(fmt::format("{}", caps{}), "0");
    EXPECT_EQ(fmt::format("{}", static_cast<caps>(0x41)), "read|0x40");
    EXPECT_EQ(fmt::format("{}", static_cast<caps>(0x40)), "0x40");
    EXPECT_TRUE(any(caps::both, caps::write));
    EXPECT_FALSE(any(caps::both & ~caps::write, caps::write));
}

} // namespace
} // namespace gangway
