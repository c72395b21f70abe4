// SPDX-License-Identifier: MIT
#include "emit/kern_fields.hpp"

#include <algorithm>
#include <set>

namespace gangway::compiler {

namespace {

class tables {
public:
    tables(writer& out, const model& m)
        : out_{out}
        , m_{m} {}

    void structure(const struct_type& type);

private:
    void enumeration(const enum_type& type);
    void entry(const struct_type& type, const field& f);
    [[nodiscard]] std::string name_table(const enum_type& type) const {
        return fmt::format("{}_gw_names_{}", m_.name, type.name);
    }

    writer& out_;
    const model& m_;
    std::set<const void*> written_;
};

void tables::enumeration(const enum_type& type) {
    if (!written_.insert(&type).second)
        return;
    out_.gap();
    out_.line("static const struct gw_name {}[] = {{", name_table(type));
    for (const auto& v : type.values)
        out_.line("{}", arguments("\t{ ", {fmt::format("\"{}\"", v.name), v.c_name}, " },"));
    out_.line("}};");
}

void tables::structure(const struct_type& type) {
    if (!written_.insert(&type).second)
        return;
    for (const auto& f : type.fields) {
        if (f.structure != nullptr)
            structure(*f.structure);
        if (f.enumeration != nullptr)
            enumeration(*f.enumeration);
    }
    out_.gap();
    out_.line("static const struct gw_field {}[] = {{", field_table(type));
    for (const auto& f : type.fields)
        entry(type, f);
    out_.line("}};");
}

void tables::entry(const struct_type& type, const field& f) {
    const auto offset_of = [&](std::string_view of, std::string_view member) {
        out_.line("{}",
                  arguments(fmt::format("\t\t.{} = offsetof(", of),
                            {fmt::format("struct {}", type.c_name), std::string{member}}, "),"));
    };
    const auto basic_type = f.enumeration != nullptr ? f.enumeration->base : f.type;
    const bool is_octets = f.type == basic::bytes;
    out_.line("\t{{");
    out_.line("\t\t.name = \"{}\",", f.name);
    out_.line("\t\t.type = GW_{},", upper(to_string(basic_type)));
    if (!f.format.empty())
        out_.line("\t\t.format = GW_{},", upper(f.format));
    if (f.form != shape::single)
        out_.line("\t\t.is_array = true,");
    offset_of("offset", f.name);
    if (f.form == shape::bounded || is_octets) {
        out_.line("\t\t.is_bounded = true,");
        offset_of("count_offset", f.name + (is_octets ? "_len" : "_count"));
    }
    out_.line("\t\t.size = {},", f.type == basic::string ? f.bound + 1 : f.elem_size);
    out_.line("\t\t.max = {},", std::max(f.bound, 1U));
    if (f.enumeration != nullptr) {
        if (f.enumeration->is_flags)
            out_.line("\t\t.is_flags = true,");
        out_.line("\t\t.names = {},", name_table(*f.enumeration));
        out_.line("\t\t.n_names = ARRAY_SIZE({}),", name_table(*f.enumeration));
    }
    if (f.structure != nullptr) {
        out_.line("\t\t.fields = {},", field_table(*f.structure));
        out_.line("\t\t.n_fields = ARRAY_SIZE({}),", field_table(*f.structure));
    }
    out_.line("\t}},");
}

} // namespace

std::string field_table(const struct_type& type) {
    return fmt::format("fields_{}", type.c_name);
}

void write_field_tables(writer& out, const model& m) {
    tables all{out, m};
    for (const auto& e : m.elements)
        for (const auto& [part, p] : payloads_of(e))
            all.structure(*p->type);
}

} // namespace gangway::compiler
