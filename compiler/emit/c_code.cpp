// SPDX-License-Identifier: MIT
#include "emit/c_code.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace gangway::compiler {

std::string number_constant(const model& m, const element& e) {
    return upper(fmt::format("{}_{}", m.name, e.name));
}

std::string uapi_type(const field& f) {
    if (f.structure != nullptr)
        return fmt::format("struct {}", f.structure->c_name);
    return std::string{c_type(f.enumeration != nullptr ? f.enumeration->base : f.type)};
}

std::string kernel_type(const field& f) {
    const auto type = f.enumeration != nullptr ? f.enumeration->base : f.type;
    if (type == basic::boolean)
        return "bool";
    const auto word = to_string(type);
    const bool ordered = word.starts_with("be") || word.starts_with("le");
    return fmt::format("{}{}", ordered ? "__" : "", word);
}

bool is_scalar(const field& f) {
    return f.form == shape::single && f.type != basic::structure && f.type != basic::string &&
           f.type != basic::bytes;
}

std::string declaration(const struct_type& type, const member& part) {
    const auto extent = part.extent > 0 ? fmt::format("[{}]", part.extent) : std::string{};
    switch (part.purpose) {
    case role::padding:
        return fmt::format("__u8 {}{}", part.c_name, extent);
    case role::count:
        return fmt::format("__u32 {}", part.c_name);
    case role::value:
        break;
    }
    return fmt::format("{} {}{}", uapi_type(type.fields[part.field_index]), part.c_name, extent);
}

std::uint32_t buffer_size(const call& c) {
    const auto align = std::max(c.request.empty() ? 1 : c.request.type->align,
                                c.reply.empty() ? 1 : c.reply.type->align);
    return (c.size() + align - 1) / align * align;
}

const field* single_key(const table& t) {
    const auto& first = t.row.type->fields[t.key.front()];
    const bool is_alone = t.key.size() == 1 && (is_scalar(first) || first.type == basic::string);
    return is_alone ? &first : nullptr;
}

const field& value_of(const property& p) {
    return p.value.type->fields.front();
}

namespace {

struct format_words {
    std::string_view format;
    std::string_view words;
};

constexpr auto formats = std::to_array<format_words>({{"ipv4", "IPv4 address"},
                                                      {"ipv6", "IPv6 address"},
                                                      {"mac", "MAC address"},
                                                      {"uuid", "UUID"},
                                                      {"hex", "shown as hexadecimal"}});

/// "IPv4 address, ns": what to know of the value beyond its C type.
std::vector<std::string> traits(const model& m, const field& f) {
    std::vector<std::string> all;
    if (f.type == basic::boolean)
        all.emplace_back("0 or 1");
    if (f.type == basic::string)
        all.push_back(fmt::format("at most {} bytes, ended by a NUL, zeros behind", f.bound));
    if (f.type == basic::enumeration || f.type == basic::flags)
        all.push_back(fmt::format("{}{}_{}_*", f.type == basic::flags ? "bits " : "", upper(m.name),
                                  upper(f.enumeration->name)));
    if (const auto known = std::ranges::find(formats, f.format, &format_words::format);
        known != formats.end())
        all.emplace_back(known->words);
    if (!f.unit.empty())
        all.push_back(f.unit);
    if (auto number = number_in_words(f); !number.empty())
        all.push_back(std::move(number));
    return all;
}

} // namespace

std::string describe(const model& m, const field& f) {
    const auto all = traits(m, f);
    const auto known = fmt::format("{}", fmt::join(all, ", "));
    const auto text = one_line(f.doc);
    if (!text.empty() && !known.empty())
        return fmt::format("{} ({})", without_stop(text), known);
    return !text.empty() ? text : !known.empty() ? known : f.name;
}

std::string role_of(const model& m, const struct_type& type) {
    for (const auto& e : m.elements) {
        if (const auto* p = as_property(e); p != nullptr && p->value.type == &type)
            return fmt::format("value of property {}", e.name);
        if (const auto* c = as_call(e)) {
            if (c->request.type == &type)
                return fmt::format("request of call {}", e.name);
            if (c->reply.type == &type)
                return fmt::format("reply of call {}", e.name);
        }
        if (const auto* ev = as_event(e); ev != nullptr && ev->record.type == &type)
            return fmt::format("record of event {}", e.name);
        if (const auto* t = as_table(e); t != nullptr && t->row.type == &type)
            return fmt::format("row of table {}", e.name);
    }
    return {};
}

std::string describe(const model& m, const struct_type& type, const member& part) {
    if (part.purpose == role::padding)
        return "zero";
    const auto& f = type.fields[part.field_index];
    if (part.purpose == role::count)
        return fmt::format("how many of @{} are used, at most {}; the rest is zero", f.name,
                           f.bound);
    for (const auto& e : m.elements)
        if (const auto* p = as_property(e); p != nullptr && p->value.type == &type) {
            auto documented = f; // a property's value has no doc but the property's
            documented.doc = e.doc;
            return describe(m, documented);
        }
    return describe(m, f);
}

std::string unsigned_literal(std::uint64_t value, basic type) {
    return fmt::format("{}{}", value, scalar_size(type) == 8 ? "ULL" : "U");
}

std::string literal(const constant& c, basic type) {
    if (const auto* truth = std::get_if<bool>(&c))
        return *truth ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(&c))
        return in_c_string(*text);
    const auto suffix = scalar_size(type) == 8 ? "LL" : "";
    if (const auto* number = std::get_if<std::int64_t>(&c)) {
        if (*number == std::numeric_limits<std::int64_t>::min())
            return fmt::format("({}LL - 1)", *number + 1);
        return fmt::format("{}{}", *number, suffix);
    }
    const auto number = std::get<std::uint64_t>(c);
    const bool is_small = number <= std::numeric_limits<std::int32_t>::max();
    return is_small ? fmt::format("{}", number) : unsigned_literal(number, type);
}

std::string initial_of(const property& p) {
    const auto& f = value_of(p);
    const auto word = to_string(f.type);
    auto value = literal(*p.initial, f.enumeration != nullptr ? f.enumeration->base : f.type);
    const bool is_ordered = word.starts_with("be") || word.starts_with("le");
    return is_ordered ? fmt::format("cpu_to_{}({})", word, value) : value;
}

std::string in_words(const constant& c, const field& f) {
    if (const auto* truth = std::get_if<bool>(&c))
        return *truth ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(&c))
        return fmt::format("\"{}\"", *text);
    if (const auto* number = std::get_if<std::int64_t>(&c))
        return fmt::format("{}", *number);
    const auto number = std::get<std::uint64_t>(c);
    std::vector<std::string_view> names;
    if (f.enumeration != nullptr)
        for (const auto& v : f.enumeration->values)
            if (f.type == basic::flags ? (number & v.value) != 0 : number == v.value)
                names.push_back(v.name);
    if (!names.empty())
        return fmt::format("{}", fmt::join(names, " | "));
    return f.format == "hex" ? fmt::format("{:#x}", number) : fmt::format("{}", number);
}

std::string node_of(const model& m) {
    return fmt::format("/dev/gangway/{}{}", m.name, m.instances_many ? "/INSTANCE" : "");
}

std::string path_of(const model& m, const element& e, const carrier& c) {
    const auto* const p = as_property(e);
    const auto words = std::to_array<std::pair<std::string_view, std::string>>({
        {"{node}", fmt::format("{}{}", m.name, m.instances_many ? "/INSTANCE" : "")},
        {"{device}", fmt::format("{}{}", m.name, m.instances_many ? "@INSTANCE" : "")},
        {"{element}", e.name},
        {"{module}", "MODULE"},
        {"{parameter}", p != nullptr ? p->parameter : ""},
    });
    std::string path{c.path};
    for (const auto& [word, meaning] : words)
        if (const auto at = path.find(word); at != path.npos)
            path.replace(at, word.size(), meaning);
    return path;
}

const carrier* parameter_carrier(const element& e) {
    const carrier* best = nullptr;
    for (const auto* const c : e.via)
        if (c->gives_parameters() && (best == nullptr || (c->has_client && !best->has_client)))
            best = c;
    return best;
}

std::string table_entry(const model& m, const element& e) {
    return fmt::format("&{}_gw_elements[{}]", m.name, &e - m.elements.data());
}

std::string get_and_set(const property& p, std::string_view get, std::string_view set) {
    return fmt::format("{}{}{}", p.readable ? fmt::format("get with {}", get) : "",
                       p.readable && p.writable ? ", " : "",
                       p.writable ? fmt::format("set with {}", set) : "");
}

std::string number_in_words(const field& f) {
    if (f.item != 0)
        return fmt::format("item {}", f.item);
    return f.attribute != 0 ? fmt::format("attribute {}", f.attribute) : "";
}

void define(writer& out, std::string_view name, std::string_view value) {
    const auto flat = fmt::format("#define {} {}", name, value);
    if (columns(flat) <= 80)
        out.line("{}", flat);
    else
        out.line("#define {} \\\n\t{}", name, value);
}

void comment(writer& out, std::string_view text, std::string_view indent) {
    const auto safe = in_comment(text);
    const auto flat = fmt::format("{}/* {} */", indent, one_line(safe));
    if (columns(flat) <= 80) {
        out.line("{}", flat);
        return;
    }
    const auto margin = fmt::format("{} * ", indent);
    out.line("{}/*", indent);
    out.wrapped(safe, margin, margin);
    out.line("{} */", indent);
}

const property* as_property(const element& e) {
    return std::get_if<property>(&e.body);
}

const call* as_call(const element& e) {
    return std::get_if<call>(&e.body);
}

const event* as_event(const element& e) {
    return std::get_if<event>(&e.body);
}

const table* as_table(const element& e) {
    return std::get_if<table>(&e.body);
}

} // namespace gangway::compiler
