// SPDX-License-Identifier: MIT
#include "frontend/via.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "carriers/mechanism.hpp"
#include "frontend/params.hpp"
#include "frontend/place.hpp"

namespace gangway::compiler {

namespace {

std::string_view guard_words(guard by) {
    constexpr auto words =
        std::to_array<std::string_view>({"the mode of the device node", "the mode of its own file",
                                         "each request by itself", "nothing"});
    return words[static_cast<std::size_t>(by)];
}

/// A socket and a file of its own know no group; beside that they let in whom the node does.
bool guards_differ(guard a, guard b, std::uint32_t mode) {
    const bool is_open = a == guard::open || b == guard::open;
    return a != b && (is_open || (mode & 0070) != 0);
}

void check_carrier(workbench& w, const element& e, const carrier& c, position at) {
    const auto kind = kind_of(e);
    if (!c.carries(kind)) {
        w.log.add<diag::carrier_wrong_kind>(
            at, c.name, plural(kind),
            names_of(w.made, [&](const auto& other) { return other.carries(kind); }));
        return;
    }
    if (const auto* const v = std::get_if<event>(&e.body); v != nullptr && v->deepest > c.deepest) {
        const auto fits = [&](const auto& other) {
            return other.carries(kind) && other.deepest >= v->deepest;
        };
        w.log.add<diag::carrier_context>(at, c.name, to_string(v->deepest), to_string(c.deepest),
                                         names_of(w.made, fits));
    }
    if (!c.ready) {
        const auto fits = [&](const auto& other) { return other.carries(kind) && other.ready; };
        const bool any = std::ranges::any_of(carriers(), fits);
        w.log.add<diag::carrier_not_ready>(at, c.name,
                                           any ? fmt::format("use {}", names_of(w.made, fits))
                                               : "leave it out for now");
    }
    const carried what{w.made, e, c, at, w.log};
    check_parameter(what);
    mechanism_of(c).check_fields(what);
    mechanism_of(c).check(what);
}

void check_carriers(workbench& w, const element& e, const std::vector<position>& places) {
    const carrier* first = nullptr; // that a client can use
    for (std::size_t i = 0; i < e.via.size(); ++i) {
        const auto& c = *e.via[i];
        check_carrier(w, e, c, places[i]);
        if (!c.has_client)
            continue;
        first = first == nullptr ? &c : first;
        if (guards_differ(c.guarded_by, first->guarded_by, w.made.access.mode))
            w.guards.push_back({places[i], e.name, first, &c});
    }
}

} // namespace

std::vector<position> read_carriers(workbench& w, element& e, const node& list) {
    std::vector<position> places;
    const auto known = words_of(carriers(), &carrier::name);
    for (const auto& item : list.items) {
        const auto i = w.read.choice(item, "via", "a carrier", known);
        if (!i)
            continue;
        const auto* const c = find_carrier(known[*i]);
        if (e.carried_by(c->id)) {
            w.log.add<diag::carrier_twice>(item.at, c->name);
            continue;
        }
        e.via.push_back(c);
        places.push_back(item.at);
    }
    return places;
}

void warn_of_guards(workbench& w) {
    if (w.guards.empty() || w.made.access.is_public)
        return;
    const auto& [at, name, first, other] = w.guards.front();
    std::set<std::string_view> elements;
    for (const auto& one : w.guards)
        elements.insert(one.element);
    w.log.add<diag::guards_differ>(
        at, name, elements.size() > 1 ? fmt::format(" and {} more", elements.size() - 1) : "",
        first->name, guard_words(first->guarded_by), other->name, guard_words(other->guarded_by));
}

void read_via(workbench& w, element& e, const node& n) {
    const node* const via = n.find("via");
    const auto* const p = std::get_if<property>(&e.body);
    const bool notifies = p != nullptr && p->notify;
    const auto fits = [&](const carrier& c) {
        return c.carries(kind_of(e)) && (!notifies || c.tells_of_changes()) &&
               (p == nullptr || !p->load_only || c.gives_parameters());
    };
    std::vector<position> places;
    if (via == nullptr) { // the first that is ready and fits
        const auto ready = std::ranges::find_if(
            carriers(), [&](const carrier& c) { return c.ready && !c.by_name && fits(c); });
        if (ready != carriers().end()) {
            e.via.push_back(&*ready);
            places.push_back(e.at);
        }
    } else if (via->is != node::kind::list) {
        w.log.add<diag::wrong_shape>(via->at, "via", via->describe(), "a list such as [ioctl]");
    } else {
        places = read_carriers(w, e, *via);
        if (via->items.empty())
            w.log.add<diag::no_carrier>(via->at, fmt::format("{} '{}'", e.kind(), e.name),
                                        names_of(w.made, fits));
    }
    read_options(w, e, n);
    check_carriers(w, e, places);
    if (notifies && !e.via.empty() && std::ranges::none_of(e.via, &carrier::tells_of_changes))
        w.log.add<diag::notify_untold>(places[0], fmt::format("'{}'", e.via[0]->name),
                                       names_of(w.made, fits));
}

} // namespace gangway::compiler
