// SPDX-License-Identifier: MIT
//
// NAME.gw.hpp: the client for C++ programs. Its structs are the messages, byte by byte, with the
// strong types of <gangway/types.hpp>; all it does itself is to name things.
#include <algorithm>
#include <optional>
#include <utility>

#include "carriers/mechanism.hpp"
#include "emit/c_code.hpp"
#include "emit/emit.hpp"
#include "model/lock.hpp"

namespace gangway::compiler {

namespace {

// Libraries before runtime_abi 5 would read it as something else, without a word.
bool is_new_in_5(const field& f) {
    return f.optional || f.repeated || f.first || f.attribute == 0U || f.item == 0U;
}

constexpr std::size_t line_width = 100;

/// "::icmpmon::packet": a member of the same name would change the meaning of a shorter one.
std::string qualified(const model& m, std::string_view name) {
    return fmt::format("::{}::{}", m.cpp_space, name);
}

/// One value of the field: for arrays, an element.
std::string element_type(const model& m, const field& f) {
    if (f.structure != nullptr)
        return qualified(m, f.structure->name);
    if (f.enumeration != nullptr)
        return qualified(m, f.enumeration->name);
    const auto word = to_string(f.type);
    const auto bits = 8 * scalar_size(f.type);
    if (f.format == "ipv4")
        return "gangway::ipv4";
    if (f.type == basic::boolean)
        return "gangway::boolean";
    if (word.starts_with("be") || word.starts_with("le"))
        return fmt::format("gangway::{}<std::uint{}_t>", word.substr(0, 2), bits);
    return fmt::format("std::{}int{}_t", is_signed(f.type) ? "" : "u", bits);
}

std::string value_type(const model& m, const field& f) {
    if (f.type == basic::string)
        return fmt::format("gangway::fixed_string<{}>", f.bound + 1);
    if (f.type == basic::bytes)
        return fmt::format("gangway::bytes<{}>", f.bound);
    if (f.format == "ipv6" || f.format == "mac" || f.format == "uuid")
        return fmt::format("gangway::{}", f.format);
    if (f.form == shape::fixed)
        return fmt::format("std::array<{}, {}>", element_type(m, f), f.bound);
    if (f.form == shape::bounded)
        return fmt::format("gangway::bounded_array<{}, {}>", element_type(m, f), f.bound);
    return element_type(m, f);
}

std::string cpp_type(const model& m, const field& f) {
    const auto type = value_type(m, f);
    return f.optional ? fmt::format("gangway::optional<{}>", type) : type;
}

/// Is it less aligned on i386 than on the wire, unless specified?
bool needs_alignas(const field& f) {
    const auto type = f.enumeration != nullptr ? f.enumeration->base : f.type;
    return (type == basic::u64 || type == basic::s64) && f.form != shape::bounded && !f.optional;
}

/// Padding within the unit of a field is a part of the field's C++ type.
bool is_inside_a_unit(const struct_type& type, const member& part) {
    return std::ranges::any_of(type.fields, [&](const field& f) {
        return part.offset >= f.offset && part.offset < f.offset + f.size;
    });
}

class client_header {
public:
    explicit client_header(const model& m)
        : m_{m} {}

    std::string text() && {
        opening();
        description();
        out_.line("namespace {} {{", m_.cpp_space);
        if (std::ranges::any_of(m_.enums, [](const auto& e) { return e->is_flags; }))
            flag_operators();
        for (const auto& type : m_.enums)
            enumeration(*type);
        for (const auto& type : m_.structs)
            if (is_declared(*type))
                structure(*type);
        for (const auto& e : m_.elements)
            if (const auto* c = as_call(e); c != nullptr && !c->errors.empty())
                errors(e, *c);
        client();
        assertions();
        out_.line();
        out_.line("}} // namespace {}", m_.cpp_space);
        for (const auto& type : m_.enums)
            names(*type);
        for (const auto& type : m_.structs)
            if (is_declared(*type))
                formatter(*type);
        return std::move(out_).take();
    }

private:
    void opening();
    void description();
    void flag_operators();
    void enumeration(const enum_type& type);
    void structure(const struct_type& type);
    void member_line(const field& f);
    void errors(const element& e, const call& c);
    void client();
    void element_member(const element& e);
    void load_only(const element& e, const property& p);
    void assertions();
    void names(const enum_type& type);
    void formatter(const struct_type& type);

    /// A property's struct is its only field, so C++ uses the field's type.
    [[nodiscard]] bool is_declared(const struct_type& type) const {
        return std::ranges::none_of(m_.elements, [&](const element& e) {
            const auto* p = as_property(e);
            return p != nullptr && p->value.type == &type;
        });
    }
    void doc(std::string_view text, std::string_view indent = "") {
        const auto margin = fmt::format("{}/// ", indent);
        const auto all = paragraphs(text);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i > 0)
                out_.line("{}///", indent);
            out_.wrapped(in_comment(all[i]), margin, margin, line_width);
        }
    }
    /// `code ///< text` if that fits, else the text in front of it.
    void documented(std::string_view code, std::string_view text) {
        const auto note = in_comment(one_line(text));
        const auto flat = fmt::format("{} ///< {}", code, note);
        const bool is_short =
            columns(flat) <= line_width && !flat.ends_with('\\'); // which would continue it
        if (!note.empty() && !is_short)
            out_.wrapped(note, "    /// ", "    /// ", line_width);
        out_.line("{}", !note.empty() && is_short ? flat : std::string{code});
    }

    const model& m_;
    writer out_;
};

void client_header::opening() {
    out_.line("// SPDX-License-Identifier: MIT");
    out_.line("// {}", generated_line(m_));
    out_.line("// clang-format off");
    out_.line("//");
    const auto docs = paragraphs(m_.doc);
    out_.wrapped(in_comment(docs.empty() ? m_.name : fmt::format("{}: {}", m_.name, docs.front())),
                 "// ", "// ", line_width);
    out_.line("#pragma once");
    out_.line();
    for (const std::string_view header :
         {"algorithm", "array", "cerrno", "cstddef", "cstdint", "string_view", "utility"})
        out_.line("#include <{}>", header);
    out_.line();
    out_.line("#include <fmt/format.h>");
    out_.line("#include <gangway/client.hpp>");
    out_.line();
    int needed = m_.existing ? 3 : 2; // 3: the first that knows what a kernel offers
    for (const auto& type : m_.structs)
        if (std::ranges::any_of(type->fields, is_new_in_5))
            needed = 5;
    for (const auto& e : m_.elements) {
        const auto* const t = as_table(e);
        if ((t != nullptr && !t->request.empty()) || e.place.by_value || e.place.returned ||
            e.place.each == 0U)
            needed = 5;
    }
    for (const auto* const c : carriers_of(m_))
        needed = std::max(needed, mechanism_of(*c).runtime_abi());
    out_.line("static_assert(gangway::runtime_abi >= {},", needed);
    out_.line(
        "              \"{}.gw.hpp was made for a newer libgangway than the one installed: \"",
        m_.name);
    out_.line("              \"install the version that gangway-gen came with, or run that one's "
              "gangway-gen\");");
}

void client_header::description() {
    std::string json = emit_json(m_).text;
    json.pop_back();
    std::string fence = "gw"; // what ends the literal must not be in it
    while (json.find(fmt::format("){}\"", fence)) != json.npos)
        fence += "_";
    out_.gap();
    out_.line("namespace gangway::generated {{");
    out_.line();
    out_.line("/// The description of {}{}.", m_.name,
              m_.existing ? "" : ", which the module contains too");
    constexpr std::size_t least_longest = 65536; // what compilers must take, and all take more
    const bool is_long = json.size() >= least_longest;
    if (is_long) {
        out_.line("#pragma GCC diagnostic push");
        out_.line("#pragma GCC diagnostic ignored \"-Woverlength-strings\"");
    }
    out_.line("inline constexpr std::string_view {} = R\"{}({}){}\";", m_.name, fence, json, fence);
    if (is_long)
        out_.line("#pragma GCC diagnostic pop");
    out_.line();
    out_.line("}} // namespace gangway::generated");
    out_.line();
}

void client_header::flag_operators() {
    out_.line();
    for (const std::string_view op : {"|", "&", "~", "|=", "&="})
        out_.line("using gangway::flag_operators::operator{};", op);
}

void client_header::enumeration(const enum_type& type) {
    out_.line();
    doc(type.doc);
    out_.line("enum class {} : std::uint{}_t {{", type.name, 8 * scalar_size(type.base));
    for (const auto& v : type.values) {
        const auto value =
            type.is_flags ? fmt::format("{:#x}", v.value) : fmt::format("{}", v.value);
        const auto suffix = type.base == basic::u64 ? "U" : ""; // for what no signed type holds
        documented(fmt::format("    {} = {}{},", v.cpp_name, value, suffix), v.doc);
    }
    out_.line("}};");
}

/// "how fast it goes (1 to 9, in ppm)"
std::string noted(const std::string& doc, const field& f,
                  const std::optional<value_range>& range = {}) {
    std::vector<std::string> known;
    if (range)
        known.push_back(in_words(*range, f));
    if (!f.unit.empty())
        known.push_back(fmt::format("in {}", f.unit));
    if (known.empty())
        return doc;
    const auto all = fmt::format("{}", fmt::join(known, ", "));
    return doc.empty() ? all : fmt::format("{} ({})", without_stop(doc), all);
}

void client_header::member_line(const field& f) {
    const auto code = fmt::format("    {}{} {} = {{}};", needs_alignas(f) ? "alignas(8) " : "",
                                  cpp_type(m_, f), f.name);
    documented(code, noted(one_line(f.doc), f));
}

void client_header::structure(const struct_type& type) {
    out_.line();
    const auto role = role_of(m_, type);
    doc(!type.doc.empty() ? type.doc : role.empty() ? "" : fmt::format("The {}.", role));
    out_.line("struct {} {{", type.name);
    std::size_t paddings = 0;
    for (const auto& part : type.members) {
        if (part.purpose == role::padding) {
            if (!is_inside_a_unit(type, part))
                out_.line("    std::array<std::uint8_t, {}> _pad{} = {{}};", part.size, paddings++);
            continue;
        }
        const auto& f = type.fields[part.field_index];
        if (part.offset == f.offset) // a unit's first member stands for all of it
            member_line(f);
    }
    out_.line();
    out_.line("    bool operator==(const {}&) const = default;", type.name);
    out_.line("}};");
}

std::string lower(std::string_view text) {
    std::string all{text};
    for (char& c : all)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return all;
}

void client_header::errors(const element& e, const call& c) {
    out_.line();
    out_.line("/// Errors of call {}: result.error().is({}::{}_error::{})", e.name, m_.cpp_space,
              e.name, lower(c.errors.front().name));
    out_.line("enum class {}_error : int {{", e.name);
    for (const auto& error : c.errors)
        documented(fmt::format("    {} = {},", lower(error.name), error.name), error.doc);
    out_.line("}};");
}

/// Of its carriers, at most one has a class of its own.
std::string_view property_class(const element& e) {
    std::string_view name = "property";
    for (const auto* const c : e.via)
        if (const auto own = mechanism_of(*c).property_class(); !own.empty())
            name = own;
    return name;
}

void client_header::element_member(const element& e) {
    if (const auto* p = as_property(e); p != nullptr && p->load_only)
        return load_only(e, *p);
    std::string note = one_line(e.doc);
    std::string type;
    const auto payload_type = [&](const payload& p) {
        return p.empty() ? "void" : qualified(m_, p.type->name);
    };
    if (const auto* p = as_property(e)) {
        const auto& f = value_of(*p);
        type = fmt::format("gangway::{}<{}, gangway::access::{}{}>", property_class(e),
                           cpp_type(m_, f),
                           p->readable && p->writable ? "rw"
                           : p->writable              ? "w"
                                                      : "r",
                           p->notify ? ", gangway::notify::yes" : "");
        note = noted(note, f, p->range);
    } else if (const auto* c = as_call(e)) {
        type =
            fmt::format("gangway::call<{}, {}>", payload_type(c->request), payload_type(c->reply));
    } else if (const auto* ev = as_event(e)) {
        type = fmt::format("gangway::event<{}>", payload_type(ev->record));
    } else if (const auto* t = as_table(e)) {
        type = t->request.empty() ? fmt::format("gangway::table<{}>", payload_type(t->row))
                                  : fmt::format("gangway::table<{}, {}>", payload_type(t->row),
                                                payload_type(t->request));
    } else if (const auto* s = as_stream(e)) {
        type = fmt::format("gangway::stream<gangway::access::{}>", access_of(*s));
    }
    if (!e.requires_.empty())
        note += fmt::format(" (needs {})", e.requires_);
    out_.line();
    doc(note, "    ");
    out_.line("    {} {}{{client_base::dynamic(), {}}};", type, e.name, e.number);
}

void client_header::client() {
    out_.line();
    doc(m_.doc);
    out_.line("class client : public gangway::client_base<client, gangway::generated::{}> {{",
              m_.name);
    out_.line("public:");
    out_.line("    using client_base::client_base;");
    for (const auto& e : m_.elements)
        element_member(e);
    out_.line("}};");
}

void client_header::load_only(const element& e, const property& p) {
    out_.line();
    out_.wrapped(fmt::format("{} has no member: it can only be given when the module is loaded, "
                             "as {}=VALUE.",
                             e.name, p.parameter),
                 "    // ", "    // ", line_width);
}

void client_header::assertions() {
    out_.line();
    out_.line("// The layout is part of the protocol.");
    for (const auto& type : m_.structs) {
        if (!is_declared(*type))
            continue;
        const auto& n = type->name;
        out_.line("static_assert(gangway::wire_type<{}>);", n);
        out_.line("static_assert(sizeof({}) == {} && alignof({}) == {});", n, type->size, n,
                  type->align);
        for (const auto& f : type->fields)
            out_.line("static_assert(offsetof({}, {}) == {});", n, f.name, f.offset);
    }
}

void client_header::names(const enum_type& type) {
    const auto full = fmt::format("{}::{}", m_.cpp_space, type.name);
    out_.gap();
    out_.line("template <>");
    out_.line("struct gangway::names_of<{}> {{", full);
    out_.line("    static constexpr bool flags = {};", type.is_flags);
    out_.line("    static constexpr std::array<std::pair<{}, std::string_view>, {}> values{{{{",
              full, type.values.size());
    for (const auto& v : type.values)
        out_.line("        {{{}::{}, \"{}\"}},", full, v.cpp_name, v.name);
    out_.line("    }}}};");
    out_.line("}};");
}

/// How fmt writes the field `v.NAME`, and what it is given.
std::pair<std::string, std::string> format_of(const field& f) {
    const auto name = fmt::format("v.{}", f.name);
    const bool is_hex = f.format == "hex" && f.type != basic::bytes;
    const std::string one = is_hex ? "{:#x}" : "{}";
    const bool is_octets = f.format == "ipv6" || f.format == "mac" || f.format == "uuid";
    if (f.optional)
        return {"{}", is_hex || !f.unit.empty()
                          ? fmt::format("gangway::shown({}, \"{}{}\")", name, one, f.unit)
                          : fmt::format("gangway::shown({})", name)};
    const bool joined =
        (f.form == shape::fixed && !is_octets) || (is_hex && f.form == shape::bounded);
    if (joined)
        return {fmt::format("[{}]{}", one, f.unit), fmt::format("fmt::join({}, \", \")", name)};
    if (f.structure != nullptr && f.form == shape::single)
        return {"{{{}}}", name};
    return {one + f.unit, name};
}

void client_header::formatter(const struct_type& type) {
    const std::string indent(16, ' ');
    std::vector<std::string> literals{""};
    std::vector<std::string> args;
    for (const auto& f : type.fields) {
        const auto [shown, given] = format_of(f);
        const auto piece = fmt::format("{}{}={}", args.empty() ? "" : " ", f.name, shown);
        if (indent.size() + literals.back().size() + piece.size() + 3 > line_width)
            literals.emplace_back();
        literals.back() += piece;
        args.push_back(given);
    }
    const auto full = fmt::format("{}::{}", m_.cpp_space, type.name);
    out_.gap();
    out_.line("template <>");
    out_.line("struct fmt::formatter<{}> : gangway::struct_formatter {{", full);
    out_.line("    template <typename Context>");
    out_.line("    auto format(const {}& v, Context& ctx) const {{", full);
    // Not format_to(): it would be instantiated again in each program.
    out_.line("        const auto text = fmt::format(");
    for (const auto& literal : literals)
        out_.line("            \"{}\"{}", literal, &literal == &literals.back() ? "," : "");
    // Not wrapped(): an argument may hold a literal with blanks.
    const std::string margin(12, ' ');
    auto line = margin;
    for (const auto& arg : args) {
        const auto piece = arg + (&arg == &args.back() ? ");" : ",");
        if (line != margin && line.size() + 1 + piece.size() > line_width)
            out_.line("{}", std::exchange(line, margin));
        line += (line == margin ? "" : " ") + piece;
    }
    out_.line("{}", line);
    out_.line("        return std::copy(text.begin(), text.end(), ctx.out());");
    out_.line("    }}");
    out_.line("}};");
}

} // namespace

output_file emit_client(const model& m) {
    return {fmt::format("{}.gw.hpp", m.name), client_header{m}.text()};
}

} // namespace gangway::compiler
