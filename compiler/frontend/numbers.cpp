// SPDX-License-Identifier: MIT
#include "frontend/numbers.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gangway::compiler {

namespace {

/// `with_items`: the element whose `each:` has nests for this struct; null: there is none.
void check_struct(workbench& w, const struct_type& type, const element* with_items) {
    std::map<std::pair<bool, std::uint32_t>, std::string> taken; // by "is item" and number
    if (with_items != nullptr) {
        taken.emplace(std::pair{false, *with_items->place.each}, "each");
        if (std::ranges::none_of(type.fields, [](const field& f) { return f.item.has_value(); }))
            w.log.add<diag::each_without_item>(with_items->at, with_items->name);
    }
    for (const auto& f : type.fields) {
        const std::string_view key = f.item ? "item" : "attribute";
        if (!f.attribute && !f.item)
            w.log.add<diag::number_missing>(f.at, f.name,
                                            with_items != nullptr ? "`attribute: N` or `item: N`"
                                                                  : "`attribute: N`");
        else if (f.attribute && f.item)
            w.log.add<diag::attribute_and_item>(f.at, f.name);
        else if (f.item && with_items == nullptr)
            w.log.add<diag::item_without_each>(f.at, f.name);
        else if (const auto [first, fresh] = taken.emplace(
                     std::pair{f.item.has_value(), f.item ? *f.item : *f.attribute}, f.name);
                 !fresh)
            w.log.add<diag::number_taken>(f.at, key, first->first.second, first->second);
    }
}

} // namespace

void read_numbers(workbench& w, field& f, const node& n) {
    const auto read = [&](std::string_view key, std::optional<std::uint16_t>& into) {
        const node* const number = n.find(key);
        if (number == nullptr)
            return;
        if (!w.made.existing)
            w.log.add<diag::number_without_provider>(number->at, key);
        const auto what = fmt::format("{} of '{}'", key, f.name);
        into = static_cast<std::uint16_t>(
            w.read.bounded(*number, what, 0, most_attribute).value_or(0));
    };
    read("attribute", f.attribute);
    read("item", f.item);
    const auto is_true = [&](std::string_view key) {
        const node* const value = n.find(key);
        return value != nullptr && w.read.boolean(*value, key).value_or(false);
    };
    f.optional = is_true("optional");
    f.repeated = is_true("repeated");
    if (f.optional && f.type == basic::boolean && f.form == shape::single)
        w.log.add<diag::optional_bool>(f.at, f.name);
    if (f.repeated && f.form != shape::bounded)
        w.log.add<diag::repeated_misfit>(f.at, f.name);
    if (const node* const first = n.find("first")) {
        if (f.form == shape::single || f.repeated)
            w.log.add<diag::first_misfit>(first->at, f.name);
        f.first = static_cast<std::uint16_t>(
            w.read.bounded(*first, "first", 0, most_attribute).value_or(1));
    }
    for (const auto* const key : {"optional", "repeated", "first"}) {
        const node* const value = n.find(key);
        if (value != nullptr && !w.made.existing)
            w.log.add<diag::number_without_provider>(value->at, key);
        else if (value != nullptr && !f.attribute && !f.item)
            w.log.add<diag::key_without_number>(value->at, f.name, key);
    }
}

void check_numbers(workbench& w) {
    const auto& m = w.made;
    if (!m.existing)
        return;
    const auto in_attributes = structs_by(m, encoding::attributes);
    const std::set<const struct_type*> numbered{in_attributes.begin(), in_attributes.end()};
    for (const auto& s : m.structs)
        for (const auto& f : s->fields)
            if (!numbered.contains(s.get()) && (f.attribute || f.item))
                w.log.add<diag::number_elsewhere>(f.at, f.name, f.item ? "item" : "attribute");
    std::set<const struct_type*> outermost;
    for (const auto& e : m.elements)
        if (std::ranges::find(e.via, encoding::attributes, &carrier::writes) != e.via.end())
            for (const auto& [part, p] : payloads_of(e)) {
                const bool in_nests = e.place.each && (part == "row" || part == "record");
                check_struct(w, *p->type, in_nests ? &e : nullptr);
                outermost.insert(p->type);
            }
    for (const auto* const s : in_attributes)
        if (!outermost.contains(s) || s->nested)
            check_struct(w, *s, nullptr);
}

} // namespace gangway::compiler
