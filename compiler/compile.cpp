// SPDX-License-Identifier: MIT
#include "compile.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "frontend/description.hpp"
#include "frontend/names.hpp"
#include "frontend/yaml.hpp"
#include "model/growth.hpp"
#include "model/layout.hpp"
#include "model/lock.hpp"

namespace gangway::compiler {

namespace {

/// All but what the lock says against it; that lock, if it is a right one, goes to `old`.
std::optional<draft> read_draft(std::string_view description,
                                const std::optional<std::string>& lock_text,
                                std::optional<lock>& old, diagnostics& log) {
    const auto root = parse_yaml(description, log);
    if (!root)
        return std::nullopt;
    auto d = read_description(*root, log);
    if (lock_text && !d.made.existing)
        old = parse_lock(*lock_text, log);
    if (old && old->interface != d.made.name) {
        log.add_lock<diag::lock_of_another>(old->interface, d.made.name);
        old.reset();
    }
    const lock* const known = old ? &*old : nullptr;
    give_numbers(d, known, log);
    lay_out(d.made, known, log);
    check_sizes(d.made, log);
    if (log.failed())
        return std::nullopt;
    return d;
}

enum whom : unsigned { clients = 1, modules = 2, both = 3 };

/// Which side a change of this kind breaks; 0: it is another kind of error.
unsigned broken_by(diag id) noexcept {
    switch (id) {
    case diag::element_missing:
    case diag::access_narrowed:
    case diag::parameter_changed:
    case diag::notify_dropped:
    case diag::store_shrunk:
    case diag::carrier_dropped: // and see breakages()
        return clients;
    case diag::instances_changed:
    case diag::kind_changed:
    case diag::key_changed:
    case diag::positions_changed:
    case diag::frames_changed:
    case diag::payload_gone:
    case diag::field_gone:
    case diag::field_changed:
    case diag::property_changed:
    case diag::field_moved:
    case diag::nested_frozen:
    case diag::zero_unnamed:
    case diag::base_changed:
    case diag::value_gone:
    case diag::value_changed:
    case diag::value_retired:
    case diag::name_retired:
        return both;
    default:
        return 0;
    }
}

/// Whether a client built now still shares a carrier with existing modules.
bool shares_carrier(const draft& d, const lock& old, position at) {
    const auto e = std::ranges::find(d.made.elements, at, &element::at);
    if (e == d.made.elements.end() || !old.elements.contains(e->name))
        return false;
    return std::ranges::any_of(old.elements.at(e->name).via, [&](const std::string& name) {
        return std::ranges::find(e->via, name, &carrier::name) != e->via.end();
    });
}

/// What the description itself says to be gone. The compiler allows it; peers still miss it.
void add_removals(const draft& d, const lock& old, std::vector<breakage>& list) {
    for (const auto& r : d.removed) {
        const auto dot = r.name.find('.');
        if (const auto was = old.elements.find(r.name); was != old.elements.end()) {
            list.push_back({r.at, "removed", true, false,
                            fmt::format("{} '{}' is removed, and existing clients may use it",
                                        was->second.kind, r.name)});
        } else if (const auto type = old.enums.find(r.name.substr(0, dot));
                   dot != r.name.npos && type != old.enums.end() &&
                   std::ranges::find(type->second.values, r.name.substr(dot + 1),
                                     &locked_value::name) != type->second.values.end()) {
            list.push_back(
                {r.at, "removed", true, true,
                 fmt::format("value '{}' is removed, and existing clients and modules may send it",
                             r.name)});
        }
    }
}

/// What the older description says to be gone without a lock that knows of it.
void add_revivals(draft& d, const std::set<std::string>& believed, std::vector<breakage>& list) {
    std::erase_if(d.removed, [&](const removal& r) { return believed.contains(r.name); });
    for (const auto& e : d.made.elements)
        if (believed.contains(e.name))
            list.push_back({e.at, "name_retired", true, true,
                            fmt::format("'{}' was removed; choose another name", e.name)});
}

} // namespace

std::optional<compilation> compile(std::string_view description,
                                   const std::optional<std::string>& lock_text, diagnostics& log) {
    std::optional<lock> old;
    auto d = read_draft(description, lock_text, old, log);
    if (!d)
        return std::nullopt;
    // Only if the description is valid: else its errors would be reported twice.
    const auto enums = check_growth(*d, old.value_or(lock{}), log);
    set_first_sizes(d->made, old ? &*old : nullptr);
    tell_new_arrays(d->made, old ? &*old : nullptr, log);
    if (log.failed())
        return std::nullopt;
    auto text = d->made.existing ? std::string{} : print_lock(make_lock(d->made, enums));
    return compilation{std::move(d->made), std::move(text), {}};
}

std::optional<compilation> compile_alone(std::string_view description, diagnostics& log) {
    std::optional<lock> none;
    auto d = read_draft(description, std::nullopt, none, log);
    if (!d)
        return std::nullopt;
    set_first_sizes(d->made, nullptr);
    auto text = d->made.existing ? std::string{} : print_lock(make_lock(d->made, {}));
    compilation done{std::move(d->made), std::move(text), {}};
    for (auto& gone : d->removed)
        done.believed.insert(std::move(gone.name));
    return done;
}

std::optional<std::vector<breakage>> breakages(std::string_view description,
                                               const compilation& before, diagnostics& log) {
    std::optional<lock> old;
    auto d = read_draft(description, before.lock, old, log);
    if (d && d->made.existing)
        return std::vector<breakage>{};
    std::vector<breakage> list;
    if (d) {
        add_revivals(*d, before.believed, list);
        check_growth(*d, *old, log);
    }
    for (auto& said : log.sorted()) {
        const auto& info = diag_table.at(static_cast<std::size_t>(said.id));
        if (!info.is_error)
            continue;
        auto whom = broken_by(said.id);
        if (whom == 0)
            return std::nullopt;
        if (said.id == diag::carrier_dropped && !shares_carrier(*d, *old, said.at))
            whom = both;
        list.push_back({said.at, info.name, (whom & clients) != 0, (whom & modules) != 0,
                        std::move(said.text)});
    }
    if (d) {
        add_removals(*d, *old, list);
        std::ranges::move(broken_promises(before.made, d->made), std::back_inserter(list));
    }
    std::ranges::stable_sort(list, {}, &breakage::at);
    return list;
}

std::optional<std::string> interface_name(std::string_view description) {
    diagnostics ignored;
    const auto root = parse_yaml(description, ignored);
    const node* const name = root ? root->find("interface") : nullptr;
    if (name == nullptr || !is_name(name->text) || name->text.size() > longest_interface_name)
        return std::nullopt;
    return name->text;
}

bool is_existing(std::string_view description) {
    diagnostics ignored;
    const auto root = parse_yaml(description, ignored);
    const node* const provider = root ? root->find("provider") : nullptr;
    return provider != nullptr && provider->text == "kernel";
}

} // namespace gangway::compiler
