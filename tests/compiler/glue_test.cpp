// SPDX-License-Identifier: MIT
//
// The generated provider glue of "everything", compiled for user space: its checks against the
// rules stated apart (oracle.hpp) on random bytes, its tables against the model, and its thunks.
#include <algorithm>
#include <map>

#include <linux/capability.h>

extern "C" {
#include "glue_provider.h"
extern const struct gw_interface everything_gw_interface;
}

#include "oracle.hpp"
#include "support.hpp"

namespace {

using namespace gangway::test;
using namespace gangway::compiler;

const gw_interface& table = everything_gw_interface;

const gw_element& entry(std::string_view name) {
    for (std::size_t i = 0; i < table.n_elements; ++i)
        if (table.elements[i].name == name)
            return table.elements[i];
    throw std::runtime_error{"no element " + std::string{name}};
}

// ---- checks ------------------------------------------------------------------------------------

struct tally {
    int accepted = 0;
    int refused = 0;
};

/// Changes a few bytes, towards values near the limits.
void spoil(bytes& message, std::mt19937_64& random) {
    for (auto changes = random() % 4; changes > 0; --changes) {
        auto& byte = message[random() % message.size()];
        switch (random() % 4) {
        case 0:
            byte = static_cast<std::uint8_t>(random());
            break;
        case 1:
            ++byte;
            break;
        case 2:
            --byte;
            break;
        default:
            byte ^= static_cast<std::uint8_t>(1U << random() % 8);
        }
    }
}

void compare_checks(const gw_message& message, const payload& input, const property* p,
                    std::mt19937_64& random, tally& seen_so_far) {
    for (int round = 0; round < 4000; ++round) {
        auto sent = oracle::invent(*input.type, p, random);
        ASSERT_EQ(oracle::judge(*input.type, p, sent), 0) << "the oracle refuses its own message";
        if (round % 8 != 0)
            spoil(sent, random);
        if (round % 100 == 99)
            for (auto& byte : sent)
                byte = static_cast<std::uint8_t>(random());
        if (round % 10 == 9) { // a small number, in either order of bytes
            std::ranges::fill(sent, 0);
            (round % 20 == 9 ? sent.front() : sent.back()) = static_cast<std::uint8_t>(random());
        }
        const int expected = oracle::judge(*input.type, p, sent);
        const int said = message.check != nullptr ? message.check(sent.data()) : 0;
        ASSERT_EQ(said, expected) << "round " << round << ": " << testing::PrintToString(sent);
        (expected == 0 ? seen_so_far.accepted : seen_so_far.refused) += 1;
    }
}

TEST(checks, agree_with_the_rules_on_random_bytes) {
    const auto m = everything();
    std::mt19937_64 random{20261122}; // NOLINT: the same each time
    for (const auto& e : m.elements) {
        SCOPED_TRACE(e.name);
        const auto* p = std::get_if<property>(&e.body);
        const auto* c = std::get_if<call>(&e.body);
        const auto input = p != nullptr && p->writable ? p->value
                           : c != nullptr              ? c->request
                                                       : payload{};
        if (input.empty())
            continue;
        tally so_far;
        compare_checks(entry(e.name).in, input, p, random, so_far);
        EXPECT_GT(so_far.accepted, 100);
        const bool any = entry(e.name).in.check != nullptr;
        EXPECT_GE(so_far.refused, any ? 10 : 0);
        EXPECT_LE(so_far.refused, any ? 4000 : 0);
    }
}

// ---- tables ------------------------------------------------------------------------------------

TEST(tables, say_what_the_description_says) {
    const auto m = everything();
    EXPECT_STREQ(table.name, "everything");
    EXPECT_EQ(table.abi, unsigned{GW_PROVIDER_ABI});
    EXPECT_TRUE(table.concurrent && table.netns_each && table.many);
    EXPECT_EQ(table.mode, 0660);
    EXPECT_STREQ(table.group, "lab-users");
    EXPECT_EQ(table.max_sessions, 32U);
    EXPECT_EQ(table.max_subscribers, 8U);
    EXPECT_EQ(std::string(table.description, table.description_size), emit_json(m).text);
    ASSERT_EQ(table.n_elements, m.elements.size());
    for (std::size_t i = 0; i < m.elements.size(); ++i) {
        const auto& e = m.elements[i];
        const auto& row = table.elements[i];
        SCOPED_TRACE(e.name);
        EXPECT_EQ(row.name, e.name);
        EXPECT_EQ(row.number, e.number);
        EXPECT_EQ(row.capability == -1, e.requires_.empty());
        std::uint64_t via = 0;
        for (const auto* const c : e.via)
            via |= std::uint64_t{1} << c->id;
        EXPECT_EQ(row.carriers, via);
        if (const auto* p = std::get_if<property>(&e.body)) {
            EXPECT_EQ(row.kind, GW_PROPERTY);
            EXPECT_EQ(row.notify, p->notify);
            EXPECT_EQ(row.readable, p->readable);
            EXPECT_EQ(row.writable, p->writable);
            EXPECT_EQ(row.in.size, p->value.size());
            EXPECT_EQ(row.in.min_size, p->value.min);
            EXPECT_EQ(row.out.size, p->value.size());
            EXPECT_EQ(row.get != nullptr, p->readable && !e.carried_by(GW_CARRIER_page));
            EXPECT_EQ(row.set != nullptr, p->is_given() && !e.carried_by(GW_CARRIER_page));
            EXPECT_EQ(row.initial != nullptr, p->initial.has_value());
        } else if (const auto* c = std::get_if<call>(&e.body)) {
            EXPECT_EQ(row.kind, GW_CALL);
            EXPECT_EQ(row.in.size, c->request.size());
            EXPECT_EQ(row.in.min_size, c->request.min);
            EXPECT_EQ(row.out.size, c->reply.size());
            EXPECT_NE(row.call, nullptr);
        } else if (const auto* ev = std::get_if<event>(&e.body)) {
            EXPECT_EQ(row.kind, GW_EVENT);
            EXPECT_EQ(static_cast<int>(row.context), static_cast<int>(ev->deepest));
            EXPECT_EQ(row.out.size, ev->record.size());
        } else if (const auto* t = std::get_if<gangway::compiler::table>(&e.body)) {
            EXPECT_EQ(row.kind, GW_TABLE);
            EXPECT_EQ(row.in.size, 0U);
            EXPECT_EQ(row.out.size, t->row.size());
            EXPECT_EQ(row.out.min_size, t->row.min);
            EXPECT_NE(row.next, nullptr);
        }
    }
    EXPECT_EQ(entry("beat").carriers, GW_VIA(ring));
    EXPECT_EQ(entry("banner").carriers, GW_VIA(sysfs) | GW_VIA(genetlink));
    EXPECT_EQ(entry("hosts").carriers, GW_VIA(seq_file));
    EXPECT_EQ(entry("secret").capability, CAP_SYS_ADMIN);
    const auto* errors = entry("echo_shapes").errors;
    EXPECT_EQ(std::vector<int>(errors, errors + 4), (std::vector<int>{ENOENT, EBUSY, EAGAIN, 0}));
}

/// In the order of enum basic.
constexpr auto stored = std::to_array<gw_type>({
#define GW_TYPE(NAME, ...) GW_##NAME,
#include <gangway/types.def>
});

gw_type type_of(const field& f) {
    if (f.structure != nullptr)
        return GW_STRUCT;
    const auto type = f.enumeration != nullptr ? f.enumeration->base : f.type;
    return stored.at(static_cast<std::size_t>(type));
}

gw_format format_of(const field& f) {
    const std::map<std::string, gw_format> formats{{"", GW_PLAIN},    {"hex", GW_HEX},
                                                   {"ipv4", GW_IPV4}, {"ipv6", GW_IPV6},
                                                   {"mac", GW_MAC},   {"uuid", GW_UUID}};
    return formats.at(f.format);
}

void expect_names(const gw_field& made, const enum_type& type) {
    EXPECT_EQ(made.is_flags, type.is_flags);
    ASSERT_EQ(made.n_names, type.values.size());
    for (std::size_t i = 0; i < type.values.size(); ++i) {
        EXPECT_EQ(made.names[i].name, type.values[i].name);
        EXPECT_EQ(made.names[i].value, type.values[i].value);
    }
}

void expect_fields(const gw_field* made, std::size_t count, const struct_type& type) {
    ASSERT_EQ(count, type.fields.size()) << type.name;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& f = type.fields[i];
        const auto& row = made[i];
        SCOPED_TRACE(type.name + "." + f.name);
        const bool counted = f.form == shape::bounded || f.type == basic::bytes;
        EXPECT_EQ(row.name, f.name);
        EXPECT_EQ(row.type, type_of(f));
        EXPECT_EQ(row.format, format_of(f));
        EXPECT_EQ(row.is_array, f.form != shape::single);
        EXPECT_EQ(row.is_bounded, counted);
        EXPECT_EQ(row.offset, f.data_offset);
        EXPECT_EQ(row.count_offset, counted ? f.offset : 0);
        EXPECT_EQ(row.size, f.type == basic::string ? f.bound + 1 : f.elem_size);
        EXPECT_EQ(row.max, f.bound == 0 ? 1 : f.bound);
        if (f.enumeration != nullptr)
            expect_names(row, *f.enumeration);
        else
            EXPECT_EQ(row.names, nullptr);
        if (f.structure != nullptr)
            expect_fields(row.fields, row.n_fields, *f.structure);
        else
            EXPECT_EQ(row.fields, nullptr);
    }
}

TEST(tables, list_the_fields_of_every_message) {
    const auto m = everything();
    for (const auto& e : m.elements)
        for (const auto& [part, p] : payloads_of(e)) {
            const auto& row = entry(e.name);
            if (part == "value" || part == "request")
                expect_fields(row.in.fields, row.in.n_fields, *p->type);
            if (part != "request")
                expect_fields(row.out.fields, row.out.n_fields, *p->type);
        }
}

/// Defaults are accepted by the check of the same property, and hold what was written.
TEST(tables, begin_with_the_defaults) {
    const auto m = everything();
    for (const auto& e : m.elements) {
        const auto* p = std::get_if<property>(&e.body);
        if (p == nullptr || !p->initial)
            continue;
        const auto& row = entry(e.name);
        const auto* first = static_cast<const std::uint8_t*>(row.initial);
        EXPECT_EQ(oracle::judge(*p->value.type, p, {first, row.in.size}), 0) << e.name;
    }
    const auto starts = [](std::string_view name, const bytes& expected) {
        const auto* first = static_cast<const std::uint8_t*>(entry(name).initial);
        EXPECT_EQ(bytes(first, first + expected.size()), expected) << name;
    };
    starts("flag", {1});
    starts("small", {7});
    starts("limit", bytes(8, 0xff));
    starts("offset8", {0x80});
    starts("offset64", {0, 0, 0, 0, 0, 0, 0, 0x80});
    starts("trim", bytes(4, 0xff));
    starts("port", {0x1f, 0x90});
    starts("serial", {1, 0, 0, 0, 0, 0, 0, 0});
    starts("mode", {1, 0, 0, 0});
    starts("rights", {5, 0, 0, 0});
    starts("far", {0, 0, 0, 0, 0, 0, 0, 0x80});
    const std::string title = "say \"hi\"?\?/\\ \xc3\xbc";
    starts("title", bytes(title.begin(), title.end()));
}

// ---- thunks ------------------------------------------------------------------------------------

class thunks : public testing::Test {
protected:
    void SetUp() override {
        seen = {};
        provide_handlers(true);
    }
    gw_instance* const inst = reinterpret_cast<gw_instance*>(this);
    gw_session* const session = nullptr;
};

TEST_F(thunks, give_getters_their_types) {
    std::uint8_t flag = 0;
    EXPECT_EQ(entry("flag").get(inst, session, &flag), 0);
    EXPECT_EQ(flag, 1);
    EXPECT_EQ(seen.inst, inst);
    std::uint16_t port = 0;
    EXPECT_EQ(entry("port").get(inst, session, &port), -EBUSY);
    std::int64_t offset = 0;
    EXPECT_EQ(entry("offset64").get(inst, session, &offset), 0);
    EXPECT_EQ(offset, -2);
    std::array<char, 21> title{};
    EXPECT_EQ(entry("title").get(inst, session, title.data()), 0);
    EXPECT_STREQ(title.data(), "t");
}

TEST_F(thunks, give_setters_their_types) {
    const std::uint8_t flag = 1;
    EXPECT_EQ(entry("flag").set(inst, session, &flag), 0);
    EXPECT_EQ(seen.number, 1);
    const std::int32_t trim = -3;
    EXPECT_EQ(entry("trim").set(inst, session, &trim), -EBUSY);
    EXPECT_EQ(seen.number, -3);
    const std::array<std::int32_t, 2> corner{4, -5};
    EXPECT_EQ(entry("corner").set(inst, session, corner.data()), 0);
    EXPECT_EQ(seen.number, -5);
}

TEST_F(thunks, give_calls_what_they_declare) {
    EXPECT_EQ(entry("nothing").call(inst, session, nullptr, nullptr), 0);
    EXPECT_EQ(seen.number, 7);
    std::uint32_t answer = 0;
    EXPECT_EQ(entry("ask").call(inst, session, nullptr, &answer), 0);
    EXPECT_EQ(answer, 42U);
    const std::array<char, 31> what{'w'};
    EXPECT_EQ(entry("tell").call(inst, session, what.data(), nullptr), 0);
    EXPECT_EQ(seen.number, 'w');
    const bytes shapes(entry("echo_shapes").in.size, 3);
    bytes reply(shapes.size());
    EXPECT_EQ(entry("echo_shapes").call(inst, session, shapes.data(), reply.data()), -EAGAIN);
    EXPECT_EQ(reply, shapes);
    EXPECT_EQ(table.open(inst, session), -ENOSPC);
    table.close(inst, session);
    EXPECT_EQ(seen.number, 9);
}

TEST_F(thunks, give_tables_the_key_or_the_row_before) {
    bytes row(entry("hosts").out.size);
    EXPECT_EQ(entry("hosts").next(inst, session, nullptr, row.data()), 0);
    EXPECT_EQ(row[0], 1); // the handler adds one to the key before it, or begins with one
    const auto first = row;
    EXPECT_EQ(entry("hosts").next(inst, session, first.data(), row.data()), 0);
    EXPECT_EQ(row[0], 2);
    EXPECT_EQ(entry("hosts").next(inst, session, row.data(), row.data()), -ENOENT);
    bytes user(entry("users").out.size);
    EXPECT_EQ(entry("users").next(inst, session, nullptr, user.data()), 0);
    EXPECT_EQ(user[0], 'a');
    const auto a = user;
    EXPECT_EQ(entry("users").next(inst, session, a.data(), user.data()), 0);
    EXPECT_EQ(user[0], 'b');
    bytes link(entry("links").out.size);
    EXPECT_EQ(entry("links").next(inst, session, nullptr, link.data()), 0);
    EXPECT_EQ(link[0], 1);
    const auto one = link;
    EXPECT_EQ(entry("links").next(inst, session, one.data(), link.data()), 0);
    EXPECT_EQ(link[0], 2);
    const std::uint8_t on = 1;
    EXPECT_EQ(entry("switches").next(inst, session, &on, row.data()), -ENOENT);
}

TEST_F(thunks, do_without_handlers) {
    provide_handlers(false);
    bytes room(4096);
    EXPECT_EQ(table.open(inst, session), 0);
    table.close(inst, session);
    for (std::size_t i = 0; i < table.n_elements; ++i) {
        const auto& el = table.elements[i];
        if (el.set != nullptr) {
            EXPECT_EQ(el.set(inst, session, room.data()), 0) << el.name;
        }
    }
}

// Without those of calls and tables gw_register() refuses: see core.mistakes.
TEST_F(thunks, name_their_handlers) {
    for (std::size_t i = 0; i < table.n_elements; ++i) {
        const auto& el = table.elements[i];
        EXPECT_EQ(el.handler != 0, el.call != nullptr || el.next != nullptr || el.get != nullptr)
            << el.name;
    }
}

TEST_F(thunks, name_the_right_elements) {
    use_stored_values();
    EXPECT_EQ(seen.number, 1);
    EXPECT_STREQ(seen.el->name, "blob");
    EXPECT_EQ(bytes(seen.bytes, seen.bytes + 5), (bytes{1, 0, 0, 0, 2}));
    emit_shape();
    EXPECT_STREQ(seen.el->name, "shape");
    EXPECT_EQ(seen.bytes[488], 3);
    EXPECT_EQ(reserve_beat(), 16U);
    EXPECT_STREQ(seen.el->name, "beat");
    EXPECT_EQ(seen.bytes[8], 5);
    tell_of_speed();
    EXPECT_STREQ(seen.el->name, "speed");
    tell_of_links();
    EXPECT_STREQ(seen.el->name, "links");
}

} // namespace
