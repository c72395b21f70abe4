// SPDX-License-Identifier: MIT
//
// `types:` and fields, wherever fields are written.
#include "frontend/types.hpp"
#include "frontend/builder.hpp"

#include <algorithm>
#include <array>

namespace gangway::compiler {

namespace {

constexpr std::uint32_t most_items = 65536;
constexpr std::size_t most_types = 512;
constexpr std::string_view not_a_limit =
    " (how many values; a property's are limited by `range: [MIN, MAX]`)";

constexpr auto field_keys = std::to_array<std::string_view>(
    {"type", "doc", "format", "unit", "count", "max", "attribute", "item"});

/// The types that can be written without being declared.
constexpr auto built_in = std::to_array<basic>({
#define GW_TYPE(NAME, id, name, ...) basic::name,
#include <gangway/types.def>
});

std::optional<basic> find_built_in(std::string_view name) {
    for (const auto type : built_in)
        if (to_string(type) == name)
            return type;
    return std::nullopt;
}

struct format_rule {
    std::string_view name;
    std::string_view needs;
    bool (*fits)(const field& f);
};

bool is_octets(const field& f, std::uint32_t count) {
    return f.type == basic::u8 && f.form == shape::fixed && f.bound == count;
}

constexpr auto format_rules = std::to_array<format_rule>({
    {"ipv4", "be32", [](const field& f) { return f.type == basic::be32; }},
    {"ipv6", "u8 with count: 16", [](const field& f) { return is_octets(f, 16); }},
    {"mac", "u8 with count: 6", [](const field& f) { return is_octets(f, 6); }},
    {"uuid", "u8 with count: 16", [](const field& f) { return is_octets(f, 16); }},
    {"hex", "integers and bytes",
     [](const field& f) { return is_integer(f.type) || f.type == basic::bytes; }},
});

bool is_unit(std::string_view text) {
    constexpr std::size_t most = 15;
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789%/*^-_.";
    return !text.empty() && text.size() <= most && text.find_first_not_of(allowed) == text.npos &&
           text.find("/*") == text.npos && text.find("*/") == text.npos;
}

} // namespace

void builder::declare_types(const node& n) {
    if (!read_.is_open_map(n, "types", "a map of NAME: {struct: …}, {enum: …} or {flags: …}"))
        return;
    if (n.entries.size() > most_types) {
        log_.add<diag::too_many_types>(n.at, most_types);
        return;
    }
    for (const auto& entry : n.entries)
        if (read_.name(entry.key, name_use::type))
            declare_type(entry, types_[entry.key.text]);
}

void builder::declare_type(const yaml_entry& entry, type_entry& declared) {
    const auto& name = entry.key.text;
    const auto what = fmt::format("type '{}'", name);
    if (!read_.is_map(entry.value, what, {"doc", "struct", "enum", "flags", "base"}))
        return;
    std::vector<std::string_view> given;
    for (const std::string_view key : {"struct", "enum", "flags"})
        if (entry.value.find(key) != nullptr)
            given.push_back(key);
    if (given.size() != 1) {
        log_.add<diag::type_is_one_thing>(
            entry.key.at, name, given.empty() ? std::string{"none of them"} : join(given));
        return;
    }
    declared.body = entry.value.find(given[0]);
    claim_cpp_name(name, what, entry.key.at);
    const node* const base = entry.value.find("base");
    if (given[0] == "struct") {
        declared.structure = new_struct(name, what, entry.key.at);
        declared.structure->named = true;
        declared.structure->doc = read_.doc(entry.value);
        if (base != nullptr)
            log_.add<diag::base_of_struct>(base->at, name);
    } else {
        auto& type = *draft_.made.enums.emplace_back(std::make_unique<enum_type>());
        declared.enumeration = &type;
        type.name = name;
        type.doc = read_.doc(entry.value);
        type.is_flags = given[0] == "flags";
        type.at = entry.key.at;
        constexpr auto bases = std::to_array<std::string_view>({"u8", "u16", "u32", "u64"});
        constexpr auto types = std::to_array({basic::u8, basic::u16, basic::u32, basic::u64});
        if (base != nullptr)
            if (const auto i = read_.choice(*base, "base", "a base of enum and flags", bases))
                type.base = types[*i];
    }
}

void builder::read_types() {
    // Every name is declared by now, so types may use one another in any order.
    for (auto& [name, type] : types_) {
        if (type.enumeration != nullptr)
            read_enum(*type.enumeration, *type.body);
        else if (type.structure != nullptr)
            read_fields(*type.structure, *type.body, fmt::format("struct '{}'", name));
    }
}

void builder::read_enum(enum_type& type, const node& body) {
    if (body.is == node::kind::list) {
        for (const auto& item : body.items)
            read_enum_value(type, item, nullptr);
    } else if (body.is == node::kind::map) {
        for (const auto& [name, value] : body.entries)
            read_enum_value(type, name, &value);
    } else {
        log_.add<diag::wrong_shape>(body.at, fmt::format("type '{}'", type.name), body.describe(),
                                    "a list of names, or a map of NAME: NUMBER");
        return;
    }
    if (body.items.empty() && body.entries.empty())
        log_.add<diag::empty_enum>(type.at, type.name);
}

void builder::read_enum_value(enum_type& type, const node& name, const node* value) {
    const auto what = fmt::format("a value of '{}'", type.name);
    const auto word = read_.word(name, what);
    if (!word || !read_.name(name, name_use::value))
        return;
    enum_value v{
        *word, upper(fmt::format("{}_{}_{}", draft_.made.name, type.name, *word)), {}, 0, name.at};
    const node* number = value;
    if (value != nullptr && value->is == node::kind::map) {
        if (!read_.is_map(*value, what, {"value", "doc"}))
            return;
        v.doc = read_.doc(*value);
        number = value->find("value");
        if (number == nullptr) {
            log_.add<diag::missing_key>(value->at, fmt::format("'{}'", *word), "value",
                                        "`value: N`");
            return;
        }
    }
    if (number != nullptr) {
        const auto n = read_.number(*number, fmt::format("the value of '{}'", *word));
        if (!n)
            return;
        if (*n < least(type.base) || *n > greatest(type.base)) {
            log_.add<diag::value_misfit>(number->at, to_string(*n), to_string(type.base));
            return;
        }
        v.value = n->magnitude;
    } else {
        const auto index = type.values.size();
        v.value = !type.is_flags ? index : index < 64 ? std::uint64_t{1} << index : 0;
    }
    if (!check_enum_value(type, v))
        return;
    names_.claim_c(v.c_name, fmt::format("value '{}' of '{}'", v.name, type.name), v.at);
    type.mask |= type.is_flags ? v.value : 0;
    type.values.push_back(std::move(v));
}

bool builder::check_enum_value(const enum_type& type, const enum_value& value) {
    const bool fits = integer{false, value.value} <= greatest(type.base);
    if (!fits || (type.is_flags && type.values.size() >= std::size_t{8} * scalar_size(type.base))) {
        log_.add<diag::value_misfit>(value.at, fmt::format("'{}'", value.name),
                                     to_string(type.base));
        return false;
    }
    if (type.is_flags && (value.value == 0 || (value.value & (value.value - 1)) != 0)) {
        log_.add<diag::flag_not_one_bit>(value.at, value.name, value.value);
        return false;
    }
    for (const auto& other : type.values) {
        if (other.name == value.name)
            log_.add<diag::duplicate_key>(value.at, value.name, other.at.line);
        else if (other.value == value.value)
            log_.add<diag::value_taken>(value.at, value.value, other.name);
        else
            continue;
        return false;
    }
    return true;
}

void builder::warn_of_unused_types() {
    for (const auto& [name, type] : types_) {
        if (!type.used && type.enumeration != nullptr)
            log_.add<diag::unused_type>(type.enumeration->at, name);
        if (!type.used && type.structure != nullptr)
            log_.add<diag::unused_type>(type.structure->at, name);
    }
}

std::vector<std::string_view> builder::type_names() const {
    std::vector<std::string_view> names;
    names.reserve(types_.size() + built_in.size());
    for (const auto& [name, type] : types_)
        names.push_back(name);
    for (const auto type : built_in)
        names.push_back(to_string(type));
    return names;
}

builder::type_entry* builder::find_type(const std::string& name) {
    const auto found = types_.find(name);
    if (found == types_.end())
        return nullptr;
    found->second.used = true;
    return &found->second;
}

struct_type* builder::new_struct(std::string name, std::string what, position at) {
    auto& type = *draft_.made.structs.emplace_back(std::make_unique<struct_type>());
    type.c_name = fmt::format("{}_{}", draft_.made.name, name);
    type.name = std::move(name);
    type.at = at;
    names_.claim_c(type.c_name, std::move(what), at);
    return &type;
}

void builder::read_fields(struct_type& type, const node& fields, std::string_view what) {
    if (!read_.is_open_map(fields, what, "a map of FIELD: TYPE"))
        return;
    if (fields.entries.empty())
        log_.add<diag::empty_struct>(fields.at, what);
    for (const auto& [name, value] : fields.entries) {
        if (name.text == type.name)
            log_.add<diag::field_as_struct>(name.at, name.text);
        if (auto f = read_field(name, value))
            type.fields.push_back(std::move(*f));
    }
}

std::optional<field> builder::read_field(const node& name, const node& value) {
    if (!read_.name(name, name_use::field))
        return std::nullopt;
    field f;
    f.name = name.text;
    f.at = name.at;
    const auto what = fmt::format("field '{}'", f.name);
    if (value.is == node::kind::scalar)
        return read_unit(f, value, what) ? std::optional{f} : std::nullopt;
    const auto expected = fmt::format("the name of a type, or a map with {}", join(field_keys));
    if (!read_.is_open_map(value, what, expected) || !read_.is_map(value, what, field_keys) ||
        !read_unit(f, value, what))
        return std::nullopt;
    return f;
}

/// The type, form and presentation of a field; `n` is a type's name or a map.
bool builder::read_unit(field& f, const node& n, std::string_view what) {
    const bool is_map = n.is == node::kind::map;
    const node* const type = is_map ? n.find("type") : &n;
    if (type == nullptr) {
        log_.add<diag::missing_key>(n.at, what, "type", "`type: TYPE`");
        return false;
    }
    if (!read_type_name(f, *type) || !read_bounds(f, n))
        return false;
    f.doc = read_.doc(n);
    read_presentation(f, n);
    read_numbers(f, n);
    return true;
}

bool builder::read_type_name(field& f, const node& n) {
    const auto name = read_.word(n, fmt::format("the type of '{}'", f.name));
    if (!name)
        return false;
    if (const auto type = find_built_in(*name)) {
        f.type = *type;
        return true;
    }
    const auto* const type = find_type(*name);
    if (type == nullptr) {
        log_.add<diag::unknown_type>(n.at, *name, suggest(*name, type_names()));
        return false;
    }
    f.enumeration = type->enumeration;
    f.structure = type->structure;
    if (f.structure != nullptr) {
        f.type = basic::structure;
        type->structure->nested = true;
    } else if (f.enumeration != nullptr) {
        f.type = f.enumeration->is_flags ? basic::flags : basic::enumeration;
    }
    return f.structure != nullptr || f.enumeration != nullptr;
}

bool builder::read_bounds(field& f, const node& n) {
    const node* const count = n.find("count");
    const node* const max = n.find("max");
    const bool is_text = f.type == basic::string || f.type == basic::bytes;
    if (count != nullptr && max != nullptr) {
        log_.add<diag::count_and_max>(count->at, f.name);
        return false;
    }
    if (is_text && max == nullptr) {
        if (count != nullptr)
            log_.add<diag::no_array_of_text>(count->at, to_string(f.type));
        else
            log_.add<diag::missing_max>(n.at, to_string(f.type), f.name);
        return false;
    }
    const node* const bound = count != nullptr ? count : max;
    if (bound == nullptr)
        return true;
    const auto what = fmt::format("{} of '{}'{}", count != nullptr ? "count" : "max", f.name,
                                  bound == max && is_integer(f.type) ? not_a_limit : "");
    const auto n_items = read_.bounded(*bound, what, 1, most_items);
    f.bound = n_items.value_or(1);
    if (!is_text)
        f.form = count != nullptr ? shape::fixed : shape::bounded;
    return n_items.has_value();
}

std::string spell(const field& f) {
    if (f.form == shape::single)
        return std::string{f.type_name()};
    return fmt::format("{} with {}: {}", f.type_name(), f.form == shape::fixed ? "count" : "max",
                       f.bound);
}

void builder::read_presentation(field& f, const node& map) {
    if (const node* const n = map.find("format")) {
        const auto names = words_of(format_rules, &format_rule::name);
        if (const auto i = read_.choice(*n, "format", "a format", names)) {
            const auto& rule = format_rules[*i];
            f.format = rule.name;
            if (!rule.fits(f))
                log_.add<diag::format_misfit>(n->at, rule.name, rule.needs, f.name, spell(f));
        }
    }
    if (const node* const n = map.find("unit")) {
        const auto text = read_.text(*n, "unit");
        if (text && !is_unit(*text))
            log_.add<diag::bad_unit>(n->at, *text);
        else if (text && !is_integer(f.type))
            log_.add<diag::unit_misfit>(n->at, f.name, spell(f));
        f.unit = text.value_or("");
    }
}

} // namespace gangway::compiler
