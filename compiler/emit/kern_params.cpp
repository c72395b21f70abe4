// SPDX-License-Identifier: MIT
#include "emit/kern_params.hpp"

#include "carriers/mechanism.hpp"

namespace gangway::compiler {

namespace {

std::vector<const element*> parameters_of(const model& m) {
    std::vector<const element*> all;
    for (const auto& e : m.elements)
        if (parameter_carrier(e) != nullptr)
            all.push_back(&e);
    return all;
}

std::string storage_of(const model& m, const element& e) {
    return fmt::format("{}_gw_param_{}", m.name, e.name);
}

void write_storage(writer& out, const model& m, const element& e) {
    const auto& p = *as_property(e);
    const auto head = fmt::format("static struct {} {}[2]", p.value.type->c_name, storage_of(m, e));
    if (p.initial)
        out.line("{} = {{ {} }};", head, fmt::format("{{ .value = {} }}", initial_of(p)));
    else
        out.line("{};", head);
}

void write_entry(writer& out, const model& m, const element& e) {
    const auto& p = *as_property(e);
    out.line("\t[{}] = {{", parameter_index(m, e));
    out.line("\t\t.name = \"{}\",", p.parameter);
    out.line("\t\t.el = {},", element_entry(m, e));
    if (p.inverted)
        out.line("\t\t.inverted = true,");
    out.line("\t\t.value = &{}[0],", storage_of(m, e));
    out.line("\t\t.scratch = &{}[1],", storage_of(m, e));
    out.line("\t}},");
}

} // namespace

bool has_parameters(const model& m) {
    return !parameters_of(m).empty();
}

void write_parameters(writer& out, const model& m) {
    const auto all = parameters_of(m);
    if (all.empty())
        return;
    out.gap();
    out.line("/*");
    out.wrapped("Parameters. A value given before there is an instance is kept here: built-in code "
                "gets it before memory can be allocated.",
                " * ", " * ");
    out.line(" */");
    for (const auto* const e : all)
        write_storage(out, m, *e);
    out.gap();
    out.line("enum {{");
    for (const auto* const e : all)
        out.line("\t{},", parameter_index(m, *e));
    out.line("}};");
    out.gap();
    out.line("static struct gw_param {}_gw_params[] = {{", m.name);
    for (const auto* const e : all)
        write_entry(out, m, *e);
    out.line("}};");
    for (const auto* const e : all) {
        out.gap();
        mechanism_of(*parameter_carrier(*e)).write_parameter(out, m, *e);
    }
}

} // namespace gangway::compiler
