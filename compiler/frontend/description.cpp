// SPDX-License-Identifier: MIT
#include "frontend/description.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "carriers/mechanism.hpp"
#include "frontend/elements.hpp"
#include "frontend/enums.hpp"
#include "frontend/interface.hpp"
#include "frontend/numbers.hpp"
#include "frontend/via.hpp"

namespace gangway::compiler {

namespace {

constexpr auto top_keys = std::to_array<std::string_view>(
    {"interface", "doc", "provider", "netns", "instances", "concurrent", "sessions", "subscribers",
     "access", "types", "properties", "calls", "events", "streams", "tables", "removed"});

void read_types(workbench& w, const type_table& types, field_reader& fields) {
    for (const auto& [name, type] : types.entries())
        if (type.enumeration != nullptr)
            read_enum(w, *type.enumeration, *type.body);
        else if (type.structure != nullptr)
            fields.read_fields(*type.structure, *type.body, fmt::format("struct '{}'", name));
}

/// A property's own struct ends with what it is of, which so may grow at its end.
void mark_nested(model& m) {
    std::set<const struct_type*> whole; // of a property whose value is one struct
    for (const auto& e : m.elements)
        if (const auto* const p = std::get_if<property>(&e.body);
            p != nullptr && p->is_one_struct())
            whole.insert(p->value.type);
    std::set<const struct_type*> nested;
    for (const auto& s : m.structs)
        for (const auto& f : s->fields)
            if (f.structure != nullptr && !whole.contains(s.get()))
                nested.insert(f.structure);
    for (const auto& s : m.structs)
        s->nested = nested.contains(s.get());
}

void claim_for_carriers(workbench& w) {
    if (!w.made.existing)
        for (const auto* const c : carriers_of(w.made))
            mechanism_of(*c).claim_names(w.made, w.names);
}

} // namespace

draft read_description(const node& root, diagnostics& log) {
    workbench w{log};
    if (!w.read.is_map(root, "a description", top_keys))
        return {};
    read_interface(w, root);
    type_table types{w};
    if (const node* const n = root.find("types"))
        types.declare(*n);
    field_reader fields{w, types};
    read_types(w, types, fields);
    element_reader elements{w, fields};
    elements.read_sections(root);
    types.warn_of_unused();
    mark_nested(w.made);
    warn_of_guards(w);
    claim_for_carriers(w);
    check_numbers(w);
    // In the order of the text: so are they numbered, whatever the order of the sections.
    std::ranges::sort(w.made.elements, {}, &element::at);
    if (!elements.found_any() && !log.failed())
        log.add<diag::nothing_offered>(root.at, w.made.name);
    return {std::move(w.made), std::move(w.removed)};
}

} // namespace gangway::compiler
