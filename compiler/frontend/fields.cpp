// SPDX-License-Identifier: MIT
#include "frontend/fields.hpp"

#include <array>

#include "frontend/numbers.hpp"

namespace gangway::compiler {

namespace {

constexpr std::uint32_t most_items = 65536;
constexpr std::string_view not_a_limit =
    " (how many values; a property's are limited by `range: [MIN, MAX]`)";

constexpr auto field_keys =
    std::to_array<std::string_view>({"type", "doc", "format", "unit", "count", "max", "attribute",
                                     "item", "optional", "repeated", "first"});

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

bool is_hex_digit(char c) {
    return std::string_view{"0123456789abcdefABCDEF"}.find(c) != std::string_view::npos;
}

} // namespace

std::string spell(const field& f) {
    if (f.form == shape::single)
        return std::string{f.type_name()};
    return fmt::format("{} with {}: {}", f.type_name(), f.form == shape::fixed ? "count" : "max",
                       f.bound);
}

void field_reader::read_fields(struct_type& type, const node& fields, std::string_view what) {
    if (!w_.read.is_open_map(fields, what, "a map of FIELD: TYPE"))
        return;
    if (fields.entries.empty())
        w_.log.add<diag::empty_struct>(fields.at, what);
    for (const auto& [name, value] : fields.entries) {
        if (name.text == type.name)
            w_.log.add<diag::field_as_struct>(name.at, name.text);
        if (auto f = read_field(name, value))
            type.fields.push_back(std::move(*f));
    }
}

std::optional<field> field_reader::read_field(const node& name, const node& value) {
    if (!w_.read.name(name, name_use::field))
        return std::nullopt;
    field f;
    f.name = name.text;
    f.at = name.at;
    const auto what = fmt::format("field '{}'", f.name);
    if (value.is == node::kind::scalar)
        return read_unit(f, value, what) ? std::optional{f} : std::nullopt;
    const auto expected = fmt::format("the name of a type, or a map with {}", join(field_keys));
    if (!w_.read.is_open_map(value, what, expected) || !w_.read.is_map(value, what, field_keys) ||
        !read_unit(f, value, what))
        return std::nullopt;
    return f;
}

bool field_reader::read_unit(field& f, const node& n, std::string_view what) {
    const bool is_map = n.is == node::kind::map;
    const node* const type = is_map ? n.find("type") : &n;
    if (type == nullptr) {
        w_.log.add<diag::missing_key>(n.at, what, "type", "`type: TYPE`");
        return false;
    }
    if (!read_type_name(f, *type) || !read_bounds(f, n))
        return false;
    f.doc = w_.read.doc(n);
    read_presentation(f, n);
    read_numbers(w_, f, n);
    return true;
}

bool field_reader::is_type(const std::string& name) {
    return find_built_in(name) || types_.find(name) != nullptr;
}

bool field_reader::read_type_name(field& f, const node& n) {
    const auto what = fmt::format("the type of '{}'", f.name);
    if (n.is == node::kind::map) {
        w_.log.add<diag::wrong_shape>(n.at, what, n.describe(),
                                      "the name of a type, which `types:` may declare");
        return false;
    }
    const auto name = w_.read.word(n, what);
    if (!name)
        return false;
    if (const auto type = find_built_in(*name)) {
        f.type = *type;
        return true;
    }
    const auto* const type = types_.find(*name);
    if (type == nullptr) {
        w_.log.add<diag::unknown_type>(n.at, *name, suggest_type(*name, types_.names()));
        return false;
    }
    f.enumeration = type->enumeration;
    f.structure = type->structure;
    if (f.structure != nullptr)
        f.type = basic::structure;
    else if (f.enumeration != nullptr)
        f.type = f.enumeration->is_flags ? basic::flags : basic::enumeration;
    return f.structure != nullptr || f.enumeration != nullptr;
}

bool field_reader::read_bounds(field& f, const node& n) {
    const node* const count = n.find("count");
    const node* const max = n.find("max");
    const bool is_text = f.type == basic::string || f.type == basic::bytes;
    if (count != nullptr && max != nullptr && !is_text) {
        w_.log.add<diag::count_and_max>(count->at, f.name);
        return false;
    }
    if (is_text && (count != nullptr || max == nullptr)) {
        if (count != nullptr)
            w_.log.add<diag::no_array_of_text>(count->at,
                                               f.type == basic::string ? "a string" : "bytes");
        else
            w_.log.add<diag::missing_max>(n.at, to_string(f.type), f.name);
        return false;
    }
    const node* const bound = count != nullptr ? count : max;
    if (bound == nullptr)
        return true;
    const auto what = fmt::format("{} of '{}'{}", count != nullptr ? "count" : "max", f.name,
                                  bound == max && is_integer(f.type) ? not_a_limit : "");
    const auto n_items = w_.read.bounded(*bound, what, 1, most_items);
    f.bound = n_items.value_or(1);
    if (!is_text)
        f.form = count != nullptr ? shape::fixed : shape::bounded;
    return n_items.has_value();
}

void field_reader::read_presentation(field& f, const node& map) {
    if (const node* const n = map.find("format")) {
        const auto names = words_of(format_rules, &format_rule::name);
        if (const auto i = w_.read.choice(*n, "format", "a format", names)) {
            const auto& rule = format_rules[*i];
            f.format = rule.name;
            if (!rule.fits(f))
                w_.log.add<diag::format_misfit>(n->at, rule.name, rule.needs, f.name, spell(f));
        }
    }
    if (const node* const n = map.find("unit")) {
        const auto text = w_.read.text(*n, "unit");
        if (text && !is_unit(*text))
            w_.log.add<diag::bad_unit>(n->at, *text);
        else if (text && !is_integer(f.type))
            w_.log.add<diag::unit_misfit>(n->at, f.name, spell(f));
        else if (text && f.format == "hex" && is_hex_digit(text->front()))
            w_.log.add<diag::unit_as_digits>(n->at, *text);
        f.unit = text.value_or("");
    }
}

payload field_reader::read_payload(const node& n, std::string_view what,
                                   const std::string& struct_name) {
    if (n.is != node::kind::scalar) {
        auto* const type = w_.new_struct(struct_name, std::string{what}, n.at);
        w_.claim_cpp(struct_name, std::string{what}, n.at);
        read_fields(*type, n, what);
        return {type, 0};
    }
    const auto name = w_.read.word(n, what);
    if (!name)
        return {};
    const auto* const type = types_.find(*name);
    if (type != nullptr && type->structure != nullptr)
        return {type->structure, 0};
    if (type != nullptr && type->enumeration != nullptr)
        w_.log.add<diag::not_a_struct>(n.at, *name,
                                       type->enumeration->is_flags ? "flags" : "an enum", what);
    else if (find_built_in(*name))
        w_.log.add<diag::not_a_struct>(n.at, *name, "built in", what);
    else if (type == nullptr)
        w_.log.add<diag::unknown_type>(n.at, *name, suggest_struct(*name, types_.struct_names()));
    return {};
}

} // namespace gangway::compiler
