// SPDX-License-Identifier: MIT
#include "frontend/params.hpp"

#include <algorithm>

#include "frontend/fields.hpp"

namespace gangway::compiler {

namespace {

constexpr auto clients_names = [](const carrier& c) {
    return c.ready && c.carries(element_kind::property) && c.has_client;
};

void read_parameter_key(workbench& w, const element& e, property& p, const node& n) {
    if (const node* const name = n.find("name"))
        if (w.read.name(*name, name_use::element))
            p.parameter = name->text;
    const node* const inverted = n.find("inverted");
    if (inverted == nullptr)
        return;
    p.inverted = w.read.boolean(*inverted, "inverted").value_or(false);
    if (!p.inverted || p.value.empty())
        return;
    const auto& f = p.value.type->fields.front();
    if (f.type != basic::boolean || f.form != shape::single)
        w.log.add<diag::inverted_misfit>(inverted->at, e.name, spell(f));
}

} // namespace

void check_parameter(const carried& what) {
    const auto& [m, e, c, at, log] = what;
    const auto* const p = std::get_if<property>(&e.body);
    if (p == nullptr)
        return;
    if (p->load_only && !c.gives_parameters())
        log.add<diag::load_by_client>(at, e.name, c.name);
    if (!c.gives_parameters())
        return;
    if (m.instances_many || m.netns_each)
        log.add<diag::parameter_of_many>(
            at, c.name, m.instances_many ? "instances: many" : "netns: each",
            names_of(m, [](const carrier& other) {
                return other.carries(element_kind::property) && other.runtime;
            }));
    if (!c.has_client && e.via.size() == 1 && !p->load_only)
        log.add<diag::bootparam_alone>(at, e.name, names_of(m, clients_names));
}

void read_parameter(workbench& w, const element& e, property& p, const node& n) {
    if (std::ranges::any_of(e.via, &carrier::gives_parameters))
        p.parameter = e.name;
    const node* const key = w.made.existing ? nullptr : n.find("param");
    if (key == nullptr)
        return;
    if (p.parameter.empty())
        w.log.add<diag::no_parameter>(key->at, e.name);
    else if (w.read.is_map(*key, "param", {"name", "inverted"}))
        read_parameter_key(w, e, p, *key);
}

} // namespace gangway::compiler
