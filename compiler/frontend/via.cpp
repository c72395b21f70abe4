// SPDX-License-Identifier: MIT
//
// `via:` of an element: is each of its carriers able to carry it?
#include <algorithm>
#include <array>

#include "frontend/builder.hpp"

namespace gangway::compiler {

namespace {

/// What every device of ours, or any device at all, has in its folder.
constexpr auto sysfs_files = std::to_array<std::string_view>(
    {"dev", "device", "driver", "uevent", "power", "subsystem", "description", "module"});

std::string_view guard_words(guard by) {
    constexpr auto words = std::to_array<std::string_view>(
        {"the device node", "the mode of its own file", "who may open a socket", "nobody"});
    return words[static_cast<std::size_t>(by)];
}

/// A socket and a file of its own know no group; beside that they let in whom the node does.
bool guards_differ(guard a, guard b, std::uint32_t mode) {
    const bool is_open = a == guard::open || b == guard::open;
    return a != b && (is_open || (mode & 0070) != 0);
}

} // namespace

element_kind builder::kind_of(const element& e) {
    constexpr auto kinds =
        std::to_array({element_kind::property, element_kind::call, element_kind::event,
                       element_kind::table, element_kind::stream});
    return kinds[e.body.index()];
}

std::string builder::names_of(const std::function<bool(const carrier&)>& fits) const {
    std::vector<std::string_view> ready;
    std::vector<std::string_view> planned;
    for (const auto& c : carriers())
        if (fits(c))
            (draft_.made.existing || c.ready ? ready : planned).push_back(c.name);
    return ready.empty() ? join(planned) + " (in a later version)" : join(ready);
}

void builder::read_via(element& e, const node& n) {
    const node* const via = n.find("via");
    const auto* const p = std::get_if<property>(&e.body);
    const bool notifies = p != nullptr && p->notify;
    const auto fits = [&](const carrier& c) {
        return c.carries(kind_of(e)) && (!notifies || c.tells_of_changes()) &&
               (p == nullptr || !p->load_only || c.gives_parameters());
    };
    std::vector<position> places;
    if (via == nullptr) { // the first that is ready and fits
        const auto ready =
            std::ranges::find_if(carriers(), [&](const carrier& c) { return c.ready && fits(c); });
        if (ready != carriers().end()) {
            e.via.push_back(&*ready);
            places.push_back(e.at);
        }
    } else if (via->is != node::kind::list) {
        log_.add<diag::wrong_shape>(via->at, "via", via->describe(), "a list such as [ioctl]");
    } else {
        places = read_carriers(e, *via);
        if (via->items.empty())
            log_.add<diag::no_carrier>(via->at, fmt::format("{} '{}'", e.kind(), e.name),
                                       names_of(fits));
    }
    check_carriers(e, places);
    if (notifies && !e.via.empty() && std::ranges::none_of(e.via, &carrier::tells_of_changes))
        log_.add<diag::notify_untold>(places[0], fmt::format("'{}'", e.via[0]->name),
                                      names_of(fits));
}

/// Where each of them stands.
std::vector<position> builder::read_carriers(element& e, const node& list) {
    const auto known = words_of(carriers(), &carrier::name);
    std::vector<position> places;
    for (const auto& item : list.items) {
        const auto i = read_.choice(item, "via", "a carrier", known);
        if (!i)
            continue;
        const auto* const c = find_carrier(known[*i]);
        if (e.goes_by(c->name)) {
            log_.add<diag::carrier_twice>(item.at, c->name);
            continue;
        }
        e.via.push_back(c);
        places.push_back(item.at);
    }
    return places;
}

void builder::check_carriers(const element& e, const std::vector<position>& places) {
    const carrier* first = nullptr; // that a client can go by
    for (std::size_t i = 0; i < e.via.size(); ++i) {
        const auto& c = *e.via[i];
        check_carrier(e, c, places[i]);
        if (!c.has_client)
            continue;
        first = first == nullptr ? &c : first;
        if (guards_differ(c.guarded_by, first->guarded_by, draft_.made.access.mode))
            log_.add<diag::guards_differ>(places[i], e.name, first->name,
                                          guard_words(first->guarded_by), c.name,
                                          guard_words(c.guarded_by));
    }
}

void builder::check_carrier(const element& e, const carrier& c, position at) {
    const auto kind = kind_of(e);
    if (!c.carries(kind)) {
        log_.add<diag::carrier_wrong_kind>(
            at, c.name, plural(kind),
            names_of([&](const auto& other) { return other.carries(kind); }));
        return;
    }
    if (const auto* const v = std::get_if<event>(&e.body); v != nullptr && v->deepest > c.deepest) {
        const auto fits = [&](const auto& other) {
            return other.carries(kind) && other.deepest >= v->deepest;
        };
        log_.add<diag::carrier_context>(at, c.name, to_string(v->deepest), to_string(c.deepest),
                                        names_of(fits));
    }
    if (!c.ready) {
        const auto fits = [&](const auto& other) { return other.carries(kind) && other.ready; };
        const bool any = std::ranges::any_of(carriers(), fits);
        log_.add<diag::carrier_not_ready>(
            at, c.name, any ? fmt::format("use {}", names_of(fits)) : "leave it out for now");
    }
    if (c.writes() == encoding::text)
        check_text(e, c, at);
    check_build_time(e, c, at);
    if (c.name == "sysfs" && std::ranges::find(sysfs_files, e.name) != sysfs_files.end())
        log_.add<diag::sysfs_name>(e.at, e.name, e.name + "_value");
    if (c.name == "page" && !e.requires_.empty())
        log_.add<diag::page_capability>(at, e.name, e.requires_, names_of([&](const auto& other) {
                                            return other.carries(kind) && &other != &c;
                                        }));
    const auto* const p = std::get_if<property>(&e.body);
    if (c.name == "genetlink" && (kind == element_kind::event || (p != nullptr && p->notify)))
        check_group(e, c, at);
}

/// Text has single values and arrays of them.
void builder::check_text(const element& e, const carrier& c, position at) {
    const auto others = names_of([&](const carrier& other) {
        return other.carries(kind_of(e)) && other.writes() != encoding::text &&
               (other.existing || !draft_.made.existing);
    });
    for (const auto& [part, p] : payloads_of(e))
        for (const auto& f : p->type->fields)
            if (f.structure != nullptr)
                log_.add<diag::no_struct_in_text>(at, c.name,
                                                  part == "value"
                                                      ? fmt::format("'{}'", e.name)
                                                      : fmt::format("field '{}'", f.name),
                                                  others);
}

/// Who listens to a multicast group, and what it is called.
void builder::check_group(const element& e, const carrier& c, position at) {
    constexpr std::size_t most = 15; // GENL_NAMSIZ
    if (e.name.size() > most)
        log_.add<diag::long_name>(e.at, e.name, e.name.size(), "a multicast group of genetlink",
                                  most);
    if (!e.requires_.empty() && e.requires_ != "CAP_NET_ADMIN")
        log_.add<diag::group_capability>(at, e.name, e.requires_, names_of([&](const auto& other) {
                                             return other.carries(kind_of(e)) && &other != &c &&
                                                    other.name != "page"; // asks for none
                                         }));
}

} // namespace gangway::compiler
