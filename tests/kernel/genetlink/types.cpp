// SPDX-License-Identifier: MIT
//
// Values of every type by generic netlink: what is called comes back, what is set is got.
#include "genl.hpp"

namespace {

using test::attributes;

attributes point(std::int32_t x, std::int32_t y, std::uint64_t weight) {
    return attributes{}.put(1, x).put(2, y).put(3, weight);
}

attributes every_type() {
    attributes a;
    a.put(1, std::uint8_t{1}).put(2, std::uint8_t{200}).put(3, std::uint16_t{60000});
    a.put(4, 4000000000U).put(5, UINT64_MAX).put(6, std::int8_t{-128});
    a.put(7, std::int16_t{-30000}).put(8, INT32_MIN).put(9, INT64_MIN);
    a.put(10, std::uint16_t{0x0102})
        .put(11, 0x01020304U)
        .put(12, std::uint64_t{0x0102030405060708});
    a.put(13, std::uint16_t{0x0102})
        .put(14, 0x01020304U)
        .put(15, std::uint64_t{0x0102030405060708});
    a.put(16, std::uint16_t{ALL_TYPES_COLOR_BLUE}).put(17, std::uint32_t{ALL_TYPES_OPTION_LOUD});
    a.nest(18, point(-1, 2, 3)).put(19, std::string_view{"thirteen char"});
    a.put(20, std::array<std::uint8_t, 5>{1, 2, 3, 4, 5});
    a.put(21, std::array<std::uint16_t, 3>{7, 8, 9});
    a.put(22, std::array<std::uint64_t, 2>{10, 11});
    a.nest(23, attributes{}.nest(1, point(4, 5, 6)).nest(2, point(7, 8, 9)));
    return a;
}

// Set, and the same is got; padding between attributes included, all bytes are alike.
void round_trip(test::genl& by, std::uint8_t number, const attributes& value) {
    const auto data = attributes{}.nest(GW_GENL_A_DATA, value);
    CHECK_EQ(by.ask(number | GW_GENL_SET, data.data()).error, 0);
    const auto got = by.ask(number);
    CHECK_EQ(got.error, 0);
    CHECK_EQ(got.messages.size(), 1U);
    CHECK_EQ(got.messages.front().command, number);
    CHECK(got.messages.front().found.at(GW_GENL_A_DATA) == value.data());
}

} // namespace

int main() {
    const test::module all_types{"all_types"};
    test::genl by;
    CHECK(by.family() != 0);

    const auto echoed =
        by.ask(ALL_TYPES_ECHO, attributes{}.nest(GW_GENL_A_DATA, every_type()).data());
    CHECK_EQ(echoed.error, 0);
    CHECK_EQ(echoed.messages.size(), 1U);
    CHECK(echoed.messages.front().found.at(GW_GENL_A_DATA) == every_type().data());

    round_trip(by, ALL_TYPES_ENABLED, attributes{}.put(1, std::uint8_t{0}));
    round_trip(by, ALL_TYPES_LEVEL, attributes{}.put(1, std::uint8_t{200}));
    round_trip(by, ALL_TYPES_DELTA, attributes{}.put(1, std::int32_t{-5}));
    round_trip(by, ALL_TYPES_HUE, attributes{}.put(1, std::uint16_t{ALL_TYPES_COLOR_GREEN}));
    round_trip(by, ALL_TYPES_OPTIONS, attributes{}.put(1, std::uint32_t{7}));
    for (const char* const text : {"", "a", "exactly fifteen"})
        round_trip(by, ALL_TYPES_LABEL, attributes{}.put(1, std::string_view{text}));
    round_trip(by, ALL_TYPES_KEY, attributes{}.raw(1, {}));
    round_trip(by, ALL_TYPES_KEY, attributes{}.put(1, std::array<std::uint8_t, 16>{9, 8, 7}));
    round_trip(by, ALL_TYPES_STEPS,
               attributes{}.put(1, std::array<std::uint16_t, 5>{1, 2, 3, 4, 5}));
    round_trip(by, ALL_TYPES_HOME, attributes{}.nest(1, point(INT32_MAX, INT32_MIN, 0)));
    round_trip(by, ALL_TYPES_WIDE, attributes{}.put(1, std::array<std::uint64_t, 32>{1, 2, 3}));
    round_trip(by, ALL_TYPES_PICKY, attributes{}.put(1, 4U));

    CHECK_EQ(by.ask(ALL_TYPES_NOTHING).error, 0);
    CHECK(by.ask(ALL_TYPES_NOTHING).messages.empty());
    CHECK_EQ(test::as<std::uint64_t>(by.ask(ALL_TYPES_ASK).messages.at(0).data().at(1)), 42U);
    CHECK_EQ(by.ask(ALL_TYPES_FAIL, test::only(std::int32_t{-EBUSY})).error, EBUSY);
    CHECK_EQ(by.ask(ALL_TYPES_FAIL, test::only(std::int32_t{-EFBIG})).error, EPROTO);
    CHECK_EQ(by.ask(ALL_TYPES_PICKY | GW_GENL_SET, test::only(3U)).error, EDOM);
}
