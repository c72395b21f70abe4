// SPDX-License-Identifier: MIT
#include <array>
#include <utility>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "frontend/name_registry.hpp"
#include "frontend/numbers.hpp"
#include "frontend/place.hpp"

namespace gangway::compiler {

namespace {

constexpr std::size_t most_name = 15; // GENL_NAMSIZ, less its NUL

bool is_event(const element& e) {
    return as_event(e) != nullptr;
}

bool is_any(const element& /*e*/) {
    return true;
}

/// Has it a multicast group?
bool has_group(const element& e) {
    const auto* const p = as_property(e);
    return e.carried_by(GW_CARRIER_genetlink) && (is_event(e) || (p != nullptr && p->notify));
}

std::string family_constant(const model& m) {
    return upper(m.name) + "_GENL_FAMILY";
}

std::string group_constant(const model& m, const element& e) {
    return upper(fmt::format("{}_genl_group_{}", m.name, e.name));
}

std::string attribute_constant(const struct_type& type, const field& f) {
    return upper(fmt::format("{}_a_{}", type.c_name, f.name));
}

constexpr auto keys = std::to_array<at_key>({
    {"family", "`family: NAME`", is_any,
     [](at_value& value, address& into) { value.name(most_name, into.family); }},
    {"command", "`command: N`", is_any,
     [](at_value& value, address& into) { value.number(0, UINT8_MAX, into.command); }},
    {"group", "`group: NAME`, the multicast group", is_event,
     [](at_value& value, address& into) { value.name(most_name, into.group); }},
    {"each", "", [](const element& e) { return is_event(e) || as_table(e) != nullptr; },
     [](at_value& value, address& into) {
         std::uint32_t number = 0;
         value.number(0, most_attribute, number);
         into.each = static_cast<std::uint16_t>(number);
     }},
});

class genetlink final : public mechanism {
public:
    void check(const carried& what) const override;
    void claim_names(const model& m, name_registry& names) const override;

    [[nodiscard]] std::span<const at_key> at_keys() const override { return keys; }
    void check_existing(const carried& what) const override {
        if (const auto* const p = as_property(what.e); p != nullptr && p->writable)
            what.log.add<diag::existing_set>(what.at, what.e.name);
    }
    [[nodiscard]] std::string place(const element& e) const override;
    [[nodiscard]] std::string_view form_of_existing() const override {
        return "In generic netlink, a member is the attribute with the number in its description; "
               "an item is an attribute within a nest.";
    }

    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/genetlink.h"; }
    [[nodiscard]] std::string protocol(const model& m) const override {
        return fmt::format(
            "In generic netlink the family is {}. See <gangway/genetlink.h> for the protocol: the "
            "number of an element is its command, and the attributes within GW_GENL_A_DATA are "
            "the fields of its structure.",
            family_constant(m));
    }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    void write_constants(writer& out, const model& m) const override;
    void write_types(writer& out, const model& m) const override;

    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override {
        return {fmt::format("Generic netlink: family `{}`, command {}{}", m.name, e.number,
                            has_group(e) ? fmt::format(", group `{}`", e.name) : "")};
    }
};

/// Who listens to a multicast group, and what it is called.
void genetlink::check(const carried& what) const {
    const auto& e = what.e;
    if (!has_group(e))
        return;
    if (e.name.size() > most_name)
        what.log.add<diag::long_name>(e.at, e.name, e.name.size(), "a multicast group of genetlink",
                                      most_name);
    if (!e.requires_.empty() && e.requires_ != "CAP_NET_ADMIN")
        what.log.add<diag::group_capability>(
            what.at, e.name, e.requires_, what.others([](const carrier& other) {
                return mechanism_of(other).has_handlers(); // else it asks for none
            }));
}

void genetlink::claim_names(const model& m, name_registry& names) const {
    names.claim_c(family_constant(m), "the family of the interface", m.elements[0].at);
    for (const auto& e : m.elements)
        if (e.carried_by(GW_CARRIER_genetlink))
            names.claim_c(group_constant(m, e), fmt::format("the group of '{}'", e.name), e.at);
    for (const auto* const type : structs_by(m, encoding::attributes))
        for (const auto& f : type->fields)
            names.claim_c(attribute_constant(*type, f),
                          fmt::format("field '{}' of '{}'", f.name, type->name), f.at);
}

std::string genetlink::place(const element& e) const {
    const auto& at = e.place;
    const bool is_table = as_table(e) != nullptr;
    const auto nests = fmt::format("each nest within attribute {}", at.each.value_or(0));
    if (is_event(e))
        return fmt::format(
            "generic netlink: messages with command {} to the group {} of the family {}{}",
            at.command, at.group, at.family, at.each ? ", a record for " + nests : "");
    return fmt::format("generic netlink: command {} of the family {}{}{}", at.command, at.family,
                       is_table ? " with NLM_F_DUMP" : "",
                       !is_table ? ""
                       : at.each ? ", a row for " + nests
                                 : ", a row for each message");
}

std::vector<std::string> genetlink::usage(const model& m, const element& e) const {
    const auto number = number_constant(m, e);
    std::vector<std::string> said;
    if (const auto* const p = as_property(e)) {
        said.push_back(
            fmt::format("Generic netlink, struct {}: {}.", p->value.type->c_name,
                        get_and_set(*p, "command " + number, number + " | GW_GENL_SET")));
        if (has_group(e))
            said.push_back(
                fmt::format("Each new value goes to the group {}.", group_constant(m, e)));
    } else if (const auto* const c = as_call(e)) {
        said.push_back(fmt::format(
            "Generic netlink: command {}{}{}.", number,
            c->request.empty() ? "" : fmt::format(" with struct {}", c->request.type->c_name),
            c->reply.empty() ? "" : fmt::format(", answered by struct {}", c->reply.type->c_name)));
    } else if (const auto* const ev = as_event(e)) {
        said.push_back(fmt::format("Generic netlink: messages of the group {}, each a struct {}.",
                                   group_constant(m, e), ev->record.type->c_name));
    } else if (const auto* const t = as_table(e)) {
        said.push_back(fmt::format("Generic netlink: command {} with NLM_F_DUMP; each message is "
                                   "a row, struct {}.",
                                   number, t->row.type->c_name));
    }
    return said;
}

void genetlink::write_constants(writer& out, const model& m) const {
    out.gap();
    out.line("/* Generic netlink: the family, and its multicast groups. */");
    out.line("#define {} \"{}\"", family_constant(m), m.name);
    for (const auto& e : m.elements)
        if (has_group(e))
            define(out, group_constant(m, e), fmt::format("\"{}\"", e.name));
}

void genetlink::write_types(writer& out, const model& m) const {
    for (const auto* const type : structs_by(m, encoding::attributes)) {
        out.gap();
        comment(out, fmt::format("Attributes: the fields of struct {}.", type->c_name));
        out.line("enum {{");
        std::string_view first = " = 1";
        for (const auto& f : type->fields)
            out.line("\t{}{},", attribute_constant(*type, f),
                     std::exchange(first, std::string_view{}));
        out.line("}};");
    }
}

} // namespace

const mechanism& genetlink_mechanism() {
    static const genetlink it;
    return it;
}

} // namespace gangway::compiler
