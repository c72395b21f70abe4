// SPDX-License-Identifier: MIT
#include "model/growth.hpp"

#include <algorithm>
#include <ranges>
#include <set>

#include "model/layout.hpp"

namespace gangway::compiler {

namespace {

const removal* find_removal(const draft& d, std::string_view name) {
    const auto found = std::ranges::find(d.removed, name, &removal::name);
    return found == d.removed.end() ? nullptr : &*found;
}

const element* find_element(const model& m, std::string_view name) {
    const auto found = std::ranges::find(m.elements, name, &element::name);
    return found == m.elements.end() ? nullptr : &*found;
}

std::string spell(const locked_field& f) {
    const auto bound = f.count != 0 ? fmt::format(" with count: {}", f.count)
                       : f.max != 0 ? fmt::format(" with max: {}", f.max)
                                    : std::string{};
    return f.type + bound;
}

class comparison {
public:
    comparison(const draft& d, const lock& old, diagnostics& log)
        : draft_{d}
        , m_{d.made}
        , old_{old}
        , log_{log}
        , enums_{old.enums} {}

    std::map<std::string, locked_enum> run() {
        const std::string now = m_.instances_many ? "many" : "one";
        if (!old_.instances.empty() && old_.instances != now)
            log_.add<diag::instances_changed>({}, old_.instances);
        compare_nested(); // first: what contains one that does not fit is not a mistake of its own
        for (const auto& e : m_.elements)
            if (const auto was = old_.elements.find(e.name); was != old_.elements.end())
                compare(e, was->second);
        for (const auto& e : m_.enums)
            if (const auto was = enums_.find(e->name); was != enums_.end())
                compare(*e, was->second);
        check_removals();
        return std::move(enums_);
    }

private:
    void compare(const element& e, const locked_element& was) {
        if (was.kind != e.kind()) {
            log_.add<diag::kind_changed>(e.at, e.name, was.kind, e.kind(), e.name);
            return;
        }
        if (const auto* const p = std::get_if<property>(&e.body)) {
            compare_access(e, p->readable, p->writable, was);
            if (!was.parameter.empty() && !p->parameter.empty() &&
                (was.parameter != p->parameter || was.inverted != p->inverted))
                log_.add<diag::parameter_changed>(e.at, e.name, was.parameter,
                                                  was.inverted ? ", inverted" : "", was.parameter,
                                                  was.inverted);
            if (was.notify && !p->notify)
                log_.add<diag::notify_dropped>(e.at, e.name);
        } else if (const auto* const t = std::get_if<table>(&e.body)) {
            if (key_of(*t) != was.key)
                log_.add<diag::key_changed>(e.at, e.name,
                                            fmt::format("{}", fmt::join(was.key, ", ")));
        } else if (const auto* const s = std::get_if<stream>(&e.body)) {
            compare_access(e, s->readable, s->writable, was);
            compare_stream(e, *s, was);
        }
        for (const auto& name : was.via)
            if (std::ranges::find(e.via, name, &carrier::name) == e.via.end())
                log_.add<diag::carrier_dropped>(e.at, e.name, name);
        const auto now = payloads_of(e);
        for (const auto& [part, p] : now)
            if (!was.payloads.contains(std::string{part}))
                check_added(*p->type, 0);
        for (const auto& [part, p] : was.payloads) {
            const auto same = std::ranges::find(now, part, [](const auto& x) { return x.first; });
            const auto& known = old_.structs.at(p.type);
            if (same == now.end())
                log_.add<diag::payload_gone>(e.at, fmt::format("the {} of '{}'", part, e.name),
                                             known.size);
            else if (part == "value")
                compare_value(*same->second->type, known);
            else
                compare(*same->second->type, known, true);
        }
    }

    void compare_access(const element& e, bool readable, bool writable, const locked_element& was) {
        const bool was_read = was.access.find('r') != was.access.npos;
        const bool was_written = was.access.find('w') != was.access.npos;
        const bool read_lost = was_read && !readable;
        if (read_lost || (was_written && !writable))
            log_.add<diag::access_narrowed>(e.at, e.name, read_lost ? "read" : "written",
                                            !readable && !writable ? was.access : "rw");
    }

    void compare_stream(const element& e, const stream& s, const locked_element& was) {
        if (was.positioned != s.positioned)
            log_.add<diag::positions_changed>(e.at, e.name, was.positioned ? "" : "no ",
                                              was.positioned);
        if (was.frames != to_string(s.frames))
            log_.add<diag::frames_changed>(e.at, e.name, was.frames);
        if (s.store < was.store)
            log_.add<diag::store_shrunk>(e.at, e.name, was.store);
    }

    /// A property's own struct is as large as what it is of, which may grow.
    void compare_value(const struct_type& type, const locked_struct& was) {
        const auto& now = type.fields.front();
        const auto& then = was.fields.front();
        const auto inner = old_.structs.find(then.type);
        auto grown = locked(now);
        grown.size = then.size;
        if (inner != old_.structs.end() && now.structure != nullptr && grown == then &&
            now.form == shape::single)
            compare(*now.structure, inner->second, true);
        else if (grown != then || (now.structure == nullptr && locked(now) != then))
            log_.add<diag::property_changed>(now.at, type.name, spell(then), type.name);
        else
            compare(type, was, true);
    }

    void compare(const struct_type& type, const locked_struct& was, bool may_grow) {
        bool has_moved = false; // by a struct before it that has been complained of already
        for (std::size_t i = 0; i < was.fields.size(); ++i) {
            const auto& then = was.fields[i];
            const auto now = std::ranges::find(type.fields, then.name, &field::name);
            if (now == type.fields.end()) {
                const auto at = i < type.fields.size() ? type.fields[i].at : type.at;
                log_.add<diag::field_gone>(at, describe(type), then.name);
                return;
            }
            const auto& here = type.fields[i];
            if (std::ranges::find(was.fields, here.name, &locked_field::name) == was.fields.end()) {
                log_.add<diag::field_moved>(here.at, here.name, describe(type), then.name);
                return;
            }
            auto seen = locked(*now);
            if (has_moved)
                seen.offset = then.offset;
            if (now->structure != nullptr && misfits_.contains(now->structure)) {
                seen.size = then.size;
                has_moved = true;
            }
            if (seen != then) {
                log_.add<diag::field_changed>(
                    now->at, then.name, describe(type),
                    fmt::format("{} at byte {}", spell(then), then.offset));
                return;
            }
        }
        if (type.fields.size() > was.fields.size() && !may_grow)
            log_.add<diag::nested_frozen>(type.fields[was.fields.size()].at, type.name);
        check_added(type, was.fields.size());
    }

    /// What an older peer leaves out is zero, so zero must mean something.
    void check_added(const struct_type& type, std::size_t first) {
        for (const auto& f : type.fields | std::views::drop(first)) {
            if (f.form == shape::bounded) // none of them
                continue;
            if (f.structure != nullptr)
                check_added(*f.structure, 0);
            else if (f.type == basic::enumeration &&
                     std::ranges::find(f.enumeration->values, 0U, &enum_value::value) ==
                         f.enumeration->values.end())
                log_.add<diag::zero_unnamed>(f.at, f.name, describe(type), f.enumeration->name);
        }
    }

    static std::string describe(const struct_type& type) {
        return fmt::format("struct '{}'", type.name);
    }

    /// Structs that old peers know as parts of others, the innermost first.
    void compare_nested() {
        const auto frozen = nested_in_lock();
        for (const auto& s : m_.structs) {
            const auto was = old_.structs.find(s->name);
            if (was == old_.structs.end() || !was->second.nested || !frozen.contains(s->name))
                continue;
            const auto before = log_.sorted().size();
            compare(*s, was->second, false);
            if (log_.sorted().size() > before)
                misfits_.insert(s.get());
        }
    }

    /// Older compilers marked the struct of a property's value as nested, too. (What is not marked
    /// may have the name of a built-in type.)
    [[nodiscard]] std::set<std::string> nested_in_lock() const {
        std::set<std::string> whole; // of a property's value
        for (const auto& [name, e] : old_.elements)
            if (const auto value = e.payloads.find("value"); value != e.payloads.end())
                whole.insert(value->second.type);
        std::set<std::string> nested;
        for (const auto& [name, s] : old_.structs)
            for (const auto& f : s.fields)
                if (old_.structs.contains(f.type) &&
                    (!whole.contains(name) || f.count != 0 || f.max != 0))
                    nested.insert(f.type);
        return nested;
    }

    void compare(const enum_type& type, locked_enum& was) {
        const std::string kind = type.is_flags ? "flags" : "enum";
        if (was.kind != kind || was.base != to_string(type.base)) {
            log_.add<diag::base_changed>(type.at, type.name, was.kind, was.base);
            return;
        }
        for (const auto& then : was.values) {
            const auto now = std::ranges::find(type.values, then.name, &enum_value::name);
            const auto dotted = fmt::format("{}.{}", type.name, then.name);
            if (now != type.values.end()) {
                if (now->value != then.value)
                    log_.add<diag::value_changed>(now->at, dotted, then.value);
            } else if (find_removal(draft_, dotted) != nullptr) {
                was.removed.push_back(then);
            } else {
                log_.add<diag::value_gone>(type.at, then.name, then.value, type.name, type.name,
                                           then.name);
            }
        }
        for (const auto& gone : was.removed)
            for (const auto& now : type.values)
                if (now.value == gone.value)
                    log_.add<diag::value_retired>(now.at, gone.value,
                                                  fmt::format("{}.{}", type.name, gone.name));
    }

    void check_removals() {
        for (const auto& [name, was] : old_.elements)
            if (find_element(m_, name) == nullptr && find_removal(draft_, name) == nullptr)
                log_.add<diag::element_missing>({}, was.kind, name, was.number, name);
        for (const auto& r : draft_.removed) {
            if (is_described(r.name))
                log_.add<diag::removed_but_there>(r.at, r.name);
            else if (!is_known(r.name))
                log_.add<diag::removed_unknown>(r.at, r.name);
        }
    }

    [[nodiscard]] bool is_described(const std::string& name) const {
        const auto dot = name.find('.');
        if (dot == name.npos)
            return find_element(m_, name) != nullptr;
        for (const auto& e : m_.enums)
            for (const auto& v : e->values)
                if (e->name == name.substr(0, dot) && v.name == name.substr(dot + 1))
                    return true;
        return false;
    }

    [[nodiscard]] bool is_known(const std::string& name) const {
        const auto dot = name.find('.');
        if (dot == name.npos)
            return old_.elements.contains(name) || old_.removed.contains(name);
        const auto type = enums_.find(name.substr(0, dot));
        if (type == enums_.end())
            return false;
        const auto has = [&](const auto& values) {
            return std::ranges::find(values, name.substr(dot + 1), &locked_value::name) !=
                   values.end();
        };
        return has(type->second.values) || has(type->second.removed);
    }

    const draft& draft_;
    const model& m_;
    const lock& old_;
    diagnostics& log_;
    std::map<std::string, locked_enum> enums_;
    std::set<const struct_type*> misfits_; // structs inside others that were complained of
};

} // namespace

void give_numbers(draft& d, const lock* old, diagnostics& log) {
    auto& m = d.made;
    std::uint32_t last = 0;
    if (old != nullptr) {
        for (const auto& [name, t] : old->removed)
            m.removed.push_back(t);
        for (const auto& [name, e] : old->elements) {
            last = std::max(last, e.number);
            if (find_element(m, name) == nullptr)
                m.removed.push_back({name, e.kind, e.number});
        }
    }
    for (const auto& t : m.removed)
        last = std::max(last, t.number);
    for (auto& e : m.elements) {
        const auto retired = std::ranges::find(m.removed, e.name, &tombstone::name);
        if (retired != m.removed.end())
            log.add<diag::name_retired>(e.at, e.name, retired->number);
        const bool known = old != nullptr && old->elements.contains(e.name);
        e.number = known ? old->elements.at(e.name).number : ++last;
        // Once, not for each that follows. The kernel's own have no numbers there.
        if (!m.existing && e.number == max_element_number + 1)
            log.add<diag::too_many_elements>(e.at, max_element_number);
    }
    std::ranges::sort(m.elements, {}, &element::number);
    std::ranges::sort(m.removed, {}, &tombstone::number);
}

void set_first_sizes(model& m, const lock* old) {
    for (auto& e : m.elements) {
        const locked_element* was = nullptr;
        if (old != nullptr && old->elements.contains(e.name))
            was = &old->elements.at(e.name);
        for (const auto& [part, p] : payloads_of(e)) {
            if (was == nullptr) {
                p->min = p->type->size;
                continue;
            }
            // A part that an element did not have at first: older clients know none of it.
            const auto known = was->payloads.find(std::string{part});
            p->min = known == was->payloads.end() ? 0 : known->second.min;
        }
    }
}

void tell_new_arrays(const model& m, const lock* old, diagnostics& log) {
    if (m.existing) // whose values the kernel limits; and nothing remembers what was said
        return;
    std::set<const struct_type*> of_properties;
    for (const auto& e : m.elements)
        if (const auto* const p = std::get_if<property>(&e.body))
            of_properties.insert(p->value.type);
    for (const auto& s : m.structs) {
        const bool is_property = of_properties.contains(s.get());
        const locked_struct* was = nullptr;
        if (old != nullptr && old->structs.contains(s->name))
            was = &old->structs.at(s->name);
        for (const auto& f : s->fields)
            if (f.form == shape::bounded && is_integer(f.type) &&
                (was == nullptr ||
                 std::ranges::find(was->fields, f.name, &locked_field::name) == was->fields.end()))
                log.add<diag::array_of_numbers>(
                    f.at, f.bound, is_property ? s->name : f.name,
                    is_property
                        ? "to limit one number write `range: [MIN, MAX]`"
                        : "only a property has a range; to limit one number let the handler check");
    }
}

std::map<std::string, locked_enum> check_growth(const draft& d, const lock& old, diagnostics& log) {
    return comparison{d, old, log}.run();
}

} // namespace gangway::compiler
