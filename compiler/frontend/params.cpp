// SPDX-License-Identifier: MIT
//
// Parameters of modules and of the kernel: values that are given before any client can be there.
#include <algorithm>

#include "carriers/mechanism.hpp"
#include "frontend/builder.hpp"
#include "frontend/types.hpp"

namespace gangway::compiler {

namespace {

constexpr auto clients_names = [](const carrier& c) {
    return c.ready && c.carries(element_kind::property) && c.has_client;
};

} // namespace

/// By a carrier that gives parameters: who else could use it, and whose is it?
void builder::check_build_time(const element& e, const carrier& c, position at) {
    const auto* const p = std::get_if<property>(&e.body);
    if (p == nullptr)
        return;
    const auto& m = draft_.made;
    if (p->load_only && !c.gives_parameters())
        log_.add<diag::load_by_client>(at, e.name, c.name);
    if (!c.gives_parameters())
        return;
    if (m.instances_many || m.netns_each)
        log_.add<diag::parameter_of_many>(
            at, c.name, m.instances_many ? "instances: many" : "netns: each",
            names_of(m, [](const carrier& other) {
                return other.carries(element_kind::property) && other.runtime;
            }));
    if (!c.has_client && e.via.size() == 1 && !p->load_only)
        log_.add<diag::bootparam_alone>(at, e.name, names_of(m, clients_names));
}

void builder::read_parameter(const element& e, property& p, const node& n) {
    if (std::ranges::any_of(e.via, &carrier::gives_parameters))
        p.parameter = e.name;
    const node* const key = draft_.made.existing ? nullptr : n.find("param");
    if (key == nullptr)
        return;
    if (p.parameter.empty())
        log_.add<diag::no_parameter>(key->at, e.name);
    else if (read_.is_map(*key, "param", {"name", "inverted"}))
        read_parameter_key(e, p, *key);
}

void builder::read_parameter_key(const element& e, property& p, const node& n) {
    if (const node* const name = n.find("name"))
        if (read_.name(*name, name_use::element))
            p.parameter = name->text;
    const node* const inverted = n.find("inverted");
    if (inverted == nullptr)
        return;
    p.inverted = read_.boolean(*inverted, "inverted").value_or(false);
    if (!p.inverted || p.value.empty())
        return;
    const auto& f = p.value.type->fields.front();
    if (f.type != basic::boolean || f.form != shape::single)
        log_.add<diag::inverted_misfit>(inverted->at, e.name, spell(f));
}

} // namespace gangway::compiler
