// SPDX-License-Identifier: MIT
#include "emit/kern_checks.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace gangway::compiler {

namespace {

const property* property_of(const model& m, const struct_type& type) {
    for (const auto& e : m.elements)
        if (const auto* p = as_property(e); p != nullptr && p->value.type == &type)
            return p;
    return nullptr;
}

std::uint64_t all_bits(basic base) {
    return std::numeric_limits<std::uint64_t>::max() >> (64 - 8 * scalar_size(base));
}

bool needs_check(const struct_type& type);

/// Has one value of the field, apart from the form that surrounds it, invalid bit patterns?
bool value_needs_check(const field& f) {
    if (f.structure != nullptr)
        return needs_check(*f.structure);
    if (f.type == basic::flags)
        return f.enumeration->mask != all_bits(f.enumeration->base);
    return f.type == basic::boolean || f.type == basic::enumeration;
}

bool needs_check(const struct_type& type) {
    return std::ranges::any_of(type.members, [&](const member& part) {
        const auto& f = type.fields[part.field_index];
        return part.purpose != role::value || f.type == basic::string || value_needs_check(f);
    });
}

/// Ends of a range that its type does not imply.
std::vector<std::string> range_conditions(const property& p) {
    const auto& f = value_of(p);
    const auto type = f.type;
    const auto word = to_string(type);
    const bool is_native = is_signed(type) || type <= basic::u64;
    const auto value =
        is_native ? std::string{"v->value"} : fmt::format("{}_to_cpu(v->value)", word);
    const auto bits = 8 * scalar_size(type);
    const constant least = is_signed(type)
                               ? constant{std::numeric_limits<std::int64_t>::min() >> (64 - bits)}
                               : constant{std::uint64_t{0}};
    const constant most = is_signed(type)
                              ? constant{std::numeric_limits<std::int64_t>::max() >> (64 - bits)}
                              : constant{std::numeric_limits<std::uint64_t>::max() >> (64 - bits)};
    std::vector<std::string> conditions;
    if (p.range->low != least)
        conditions.push_back(fmt::format("{} < {}", value, literal(p.range->low, type)));
    if (p.range->high != most)
        conditions.push_back(fmt::format("{} > {}", value, literal(p.range->high, type)));
    return conditions;
}

bool input_needs_check(const model& m, const struct_type& type) {
    const auto* p = property_of(m, type);
    return needs_check(type) || (p != nullptr && p->range && !range_conditions(*p).empty());
}

/// No function of the kernel is called so, as valid_signal() is.
std::string valid_function(const model& m, const enum_type& type) {
    return fmt::format("{}_gw_valid_{}", m.name, type.name);
}

/// What is wrong when it is true, for one value called `name`.
std::string value_condition(const model& m, const field& f, std::string_view name) {
    if (f.structure != nullptr)
        return fmt::format("check_{}(&{})", f.structure->c_name, name);
    if (f.enumeration != nullptr)
        return fmt::format("!{}({})", valid_function(m, *f.enumeration), name);
    return fmt::format("{} > 1", name);
}

class checks {
public:
    checks(writer& out, const model& m)
        : out_{out}
        , m_{m} {}

    void input(const payload& p) {
        if (!p.empty())
            structure(*p.type);
    }

private:
    void structure(const struct_type& type);
    void enumeration(const enum_type& type);
    void refuse_if(const std::vector<std::string>& conditions, std::string_view error);
    void conditions_of(const struct_type& type, const member& part,
                       std::vector<std::string>& conditions) const;
    void loop(const struct_type& type, const member& part);

    writer& out_;
    const model& m_;
    std::set<const void*> written_;
};

void checks::enumeration(const enum_type& type) {
    if (!written_.insert(&type).second)
        return;
    out_.gap();
    out_.line("static bool {}({} value)", valid_function(m_, type), to_string(type.base));
    out_.line("{{");
    if (type.is_flags) {
        std::string text = "\treturn !(value & ~(";
        for (const auto& v : type.values) {
            const bool last = &v == &type.values.back();
            const auto piece = v.c_name + (last ? "));" : " |");
            if (&v != &type.values.front())
                text += columns(text) + 1 + columns(piece) > 80 ? "\n\t\t\t   " : " ";
            text += piece;
        }
        out_.line("{}", text);
    } else {
        out_.line("\tswitch (value) {{");
        for (const auto& v : type.values)
            out_.line("\tcase {}:", v.c_name);
        out_.line("\t\treturn true;");
        out_.line("\t}}");
        out_.line("\treturn false;");
    }
    out_.line("}}");
}

void checks::refuse_if(const std::vector<std::string>& conditions, std::string_view error) {
    if (conditions.empty())
        return;
    out_.line("\tif ({})", fmt::join(conditions, " ||\n\t    "));
    out_.line("\t\treturn -{};", error);
}

void checks::conditions_of(const struct_type& type, const member& part,
                           std::vector<std::string>& conditions) const {
    const auto name = fmt::format("v->{}", part.c_name);
    if (part.purpose == role::padding) {
        conditions.push_back(fmt::format("gw_check_zero({0}, sizeof({0}))", name));
        return;
    }
    const auto& f = type.fields[part.field_index];
    if (part.purpose == role::count) {
        const auto data = fmt::format("v->{}", f.name);
        conditions.push_back(fmt::format("{} > ARRAY_SIZE({})", name, data));
        conditions.push_back(
            fmt::format("gw_check_zero({0} + {1},\n\t\t\t  (ARRAY_SIZE({0}) - {1}) *"
                        "\n\t\t\t  sizeof({0}[0]))",
                        data, name));
    } else if (f.type == basic::string) {
        conditions.push_back(fmt::format("gw_check_string({0}, sizeof({0}))", name));
    } else if (f.form == shape::single && value_needs_check(f)) {
        conditions.push_back(value_condition(m_, f, name));
    }
}

void checks::loop(const struct_type& type, const member& part) {
    const auto& f = type.fields[part.field_index];
    if (part.purpose != role::value || f.form == shape::single || !value_needs_check(f))
        return;
    const auto name = fmt::format("v->{}", part.c_name);
    const auto end = f.form == shape::bounded ? fmt::format("v->{}_count", f.name)
                                              : fmt::format("ARRAY_SIZE({})", name);
    out_.line("\tfor (i = 0; i < {}; i++)", end);
    out_.line("\t\tif ({})", value_condition(m_, f, fmt::format("{}[i]", name)));
    out_.line("\t\t\treturn -EINVAL;");
}

void checks::structure(const struct_type& type) {
    if (!input_needs_check(m_, type) || !written_.insert(&type).second)
        return;
    std::vector<std::string> conditions;
    bool loops = false;
    for (const auto& f : type.fields) {
        if (f.structure != nullptr)
            structure(*f.structure);
        else if (f.enumeration != nullptr && value_needs_check(f))
            enumeration(*f.enumeration);
        loops = loops || (f.form != shape::single && value_needs_check(f));
    }
    for (const auto& part : type.members)
        conditions_of(type, part, conditions);

    out_.gap();
    out_.line("static int check_{}(const void *data)", type.c_name);
    out_.line("{{");
    out_.line("\tconst struct {} *v = data;", type.c_name);
    if (loops)
        out_.line("\tu32 i;");
    out_.line();
    refuse_if(conditions, "EINVAL");
    for (const auto& part : type.members)
        loop(type, part);
    if (const auto* p = property_of(m_, type); p != nullptr && p->range)
        refuse_if(range_conditions(*p), "ERANGE");
    out_.line("\treturn 0;");
    out_.line("}}");
}

template <typename Visit>
void for_each_input(const model& m, Visit visit) {
    for (const auto& e : m.elements) {
        if (const auto* p = as_property(e); p != nullptr && p->is_given())
            visit(p->value);
        else if (const auto* c = as_call(e))
            visit(c->request);
    }
}

} // namespace

void write_checks(writer& out, const model& m) {
    checks all{out, m};
    for_each_input(m, [&](const payload& input) { all.input(input); });
}

std::string check_function(const model& m, const payload& input) {
    if (input.empty() || !input_needs_check(m, *input.type))
        return "NULL";
    return fmt::format("check_{}", input.type->c_name);
}

} // namespace gangway::compiler
