// SPDX-License-Identifier: MIT
//
// What the model says of values and places that the lock does not show.
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "compile.hpp"
#include "frontend/names.hpp"
#include "frontend/reader.hpp"
#include "model/layout.hpp"

namespace {

using namespace gangway::compiler;

model compiled(const std::string& text, std::string* lock = nullptr) {
    diagnostics log;
    auto done =
        compile("interface: t\n" + text,
                lock != nullptr && !lock->empty() ? std::optional{*lock} : std::nullopt, log);
    EXPECT_TRUE(done) << log.print("t.yaml", "t.lock");
    if (!done)
        return {};
    if (lock != nullptr)
        *lock = done->lock;
    return std::move(done->made);
}

TEST(integers, are_ordered_across_their_signs) {
    EXPECT_LT((integer{true, 5}), (integer{true, 3}));
    EXPECT_LT((integer{true, 1}), (integer{false, 0}));
    EXPECT_LT((integer{false, 3}), (integer{false, 5}));
    EXPECT_EQ((integer{false, 0}), (integer{false, 0}));
}

TEST(integers, have_the_bounds_of_their_types) {
    EXPECT_EQ(to_string(least(basic::s64)), "-9223372036854775808");
    EXPECT_EQ(to_string(greatest(basic::s64)), "9223372036854775807");
    EXPECT_EQ(to_string(greatest(basic::le64)), "18446744073709551615");
    EXPECT_EQ(to_string(least(basic::be16)), "0");
    EXPECT_EQ(to_string(least(basic::s8)), "-128");
    EXPECT_EQ(to_string(greatest(basic::u8)), "255");
}

TEST(defaults, keep_the_ends_of_64_bits) {
    const auto m = compiled("properties:\n"
                            "  a: {type: s64, default: -9223372036854775808}\n"
                            "  b: {type: u64, default: 0xffffffffffffffff}\n"
                            "  c: {type: s8, default: -1, range: [-2, 2]}\n");
    const auto& a = std::get<property>(m.elements.at(0).body);
    const auto& b = std::get<property>(m.elements.at(1).body);
    const auto& c = std::get<property>(m.elements.at(2).body);
    EXPECT_EQ(a.initial, constant{std::numeric_limits<std::int64_t>::min()});
    EXPECT_EQ(b.initial, constant{std::numeric_limits<std::uint64_t>::max()});
    EXPECT_EQ(c.initial, constant{std::int64_t{-1}});
    ASSERT_TRUE(c.range);
    EXPECT_EQ(c.range->low, constant{std::int64_t{-2}});
}

TEST(defaults, of_enums_and_flags_are_numbers) {
    const auto m = compiled("types: {m: {enum: {slow: 3, fast: 9}}, f: {flags: [a, b, c]}}\n"
                            "properties:\n"
                            "  mode: {type: m, default: fast}\n"
                            "  some: {type: f, default: [a, c]}\n"
                            "  none: {type: f, default: []}\n");
    const auto initial = [&](std::size_t i) {
        return std::get<property>(m.elements.at(i).body).initial;
    };
    EXPECT_EQ(initial(0), constant{std::uint64_t{9}});
    EXPECT_EQ(initial(1), constant{std::uint64_t{5}});
    EXPECT_EQ(initial(2), constant{std::uint64_t{0}});
}

TEST(members, are_the_fields_with_their_counts_and_padding) {
    const auto m = compiled("events:\n"
                            "  e:\n"
                            "    record:\n"
                            "      wide: {type: u64, max: 2}\n"
                            "      raw: {type: bytes, max: 5}\n"
                            "      name: {type: string, max: 3}\n");
    const auto& type = *std::get<event>(m.elements.at(0).body).record.type;
    std::string text;
    for (const auto& part : type.members)
        text += fmt::format("{}@{}+{}[{}] ", part.c_name, part.offset, part.size, part.extent);
    EXPECT_EQ(text, "wide_count@0+4[0] __pad0@4+4[4] wide@8+16[2] "
                    "raw_len@24+4[0] raw@28+5[5] __pad1@33+3[3] "
                    "name@36+4[4] ");
    EXPECT_EQ(type.size, 40U);
    EXPECT_EQ(type.fields.at(0).data_offset, 8U);
    EXPECT_EQ(type.fields.at(0).size, 24U);
    EXPECT_EQ(type.fields.at(1).size, 12U);
}

TEST(structs, come_after_those_they_contain) {
    const auto m = compiled("types:\n"
                            "  a: {struct: {inner: b}}\n"
                            "  b: {struct: {inner: c}}\n"
                            "  c: {struct: {x: u8}}\n"
                            "events: {e: {record: a}}\n");
    std::string order;
    for (const auto& type : m.structs)
        order += type->name;
    EXPECT_EQ(order, "cba");
    EXPECT_FALSE(m.structs.at(2)->nested);
    EXPECT_TRUE(m.structs.at(0)->nested);
}

TEST(elements, have_carriers_when_none_is_named) {
    const auto m = compiled("properties: {p: {type: u8}}\ncalls: {c: {}}\n"
                            "events: {e: {record: {a: u8}}}\n");
    EXPECT_EQ(m.elements.at(0).via.at(0)->name, "ioctl");
    EXPECT_EQ(m.elements.at(1).via.at(0)->name, "ioctl");
    EXPECT_EQ(m.elements.at(2).via.at(0)->name, "ring");
}

TEST(growth, keeps_the_first_sizes_of_both_sides_of_a_call) {
    std::string lock;
    compiled("calls: {c: {request: {a: u32}, reply: {b: u64}}}\n", &lock);
    const auto m = compiled("calls: {c: {request: {a: u32, z: {type: u8, count: 20}}, "
                            "reply: {b: u64, d: u8}}}\n",
                            &lock);
    const auto& c = std::get<call>(m.elements.at(0).body);
    EXPECT_EQ(c.request.min, 4U);
    EXPECT_EQ(c.reply.min, 8U);
    EXPECT_EQ(c.size(), 24U);
    EXPECT_EQ(c.min(), 8U);
}

TEST(growth, leaves_tail_padding_alone) {
    std::string lock;
    compiled("events: {e: {record: {a: u64, b: u8}}}\n", &lock);
    const auto m = compiled("events: {e: {record: {a: u64, b: u8, c: u8}}}\n", &lock);
    const auto& type = *std::get<event>(m.elements.at(0).body).record.type;
    EXPECT_EQ(type.fields.at(2).offset, 16U);
    EXPECT_EQ(type.size, 24U);
}

TEST(sessions, have_room_for_their_subscribers) {
    EXPECT_EQ(compiled("calls: {c: {}}\n").subscribers_max, 16U);
    EXPECT_EQ(compiled("calls: {c: {}}\nsessions: {max: 4}\n").subscribers_max, 4U);
    EXPECT_EQ(compiled("calls: {c: {}}\nsubscribers: {max: 500}\n").sessions_max, 500U);
}

TEST(access, is_of_root_unless_the_description_says_more) {
    EXPECT_EQ(compiled("calls: {c: {}}\n").access.mode, 0600U);
    const auto m = compiled("calls: {c: {}}\naccess: {mode: \"0660\", group: net-admins}\n");
    EXPECT_EQ(m.access.mode, 0660U);
    EXPECT_EQ(m.access.group, "net-admins");
}

TEST(suggestions, are_near_or_not_made) {
    const auto words = std::to_array<std::string_view>({"access", "default", "range"});
    EXPECT_EQ(suggest("acess", words), "did you mean 'access'?");
    EXPECT_EQ(suggest("zebra", words), "write one of access, default, range");
    EXPECT_EQ(suggest("x", {}), "there is none yet");
}

TEST(carriers, are_known_once_each) {
    for (const auto& c : carriers()) {
        EXPECT_EQ(find_carrier(c.name), &c) << c.name;
        EXPECT_FALSE(c.doc.empty()) << c.name;
        EXPECT_EQ(c.carries(element_kind::event), c.deepest != context::none) << c.name;
    }
}

} // namespace
