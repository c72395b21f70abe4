// SPDX-License-Identifier: MIT
//
// What a kernel already offers: `at:` of an element, and the numbers of fields in the kernel's own
// messages.
#include <algorithm>
#include <array>
#include <set>

#include "frontend/builder.hpp"

namespace gangway::compiler {

namespace {

constexpr std::uint32_t most_attribute = 16383; // what NLA_TYPE_MASK leaves
constexpr std::size_t most_name = 15;           // GENL_NAMSIZ, less its NUL
constexpr std::size_t most_path = 255;

/// A key of `at:`.
struct at_key {
    std::string_view name;
    std::string_view example;
    bool required = true;
};

constexpr at_key path_key{"path", "`path: /proc/…` or `path: /sys/…`"};

/// The keys that place this element by this carrier.
std::vector<at_key> keys_of(const element& e, std::string_view carrier) {
    const auto* const p = std::get_if<property>(&e.body);
    const bool is_event = std::holds_alternative<event>(e.body);
    std::vector<at_key> keys;
    if (carrier == "ioctl") {
        keys.push_back({"node", "`node: /dev/NAME`"});
        if (p == nullptr || p->readable)
            keys.push_back({"number", "`number: 0x…`, the request"});
        if (p != nullptr && p->writable)
            keys.push_back({"set", "`set: 0x…`, the request that sets it"});
    } else if (carrier == "genetlink") {
        keys.push_back({"family", "`family: NAME`"});
        keys.push_back({"command", "`command: N`"});
        if (is_event)
            keys.push_back({"group", "`group: NAME`, the multicast group"});
        if (is_event || std::holds_alternative<table>(e.body))
            keys.push_back({"each", "", false});
    } else if (carrier == "uevent") {
        keys.push_back({"action", "", false});
    } else if (carrier == "sysfs" || carrier == "sysctl" || carrier == "procfs") {
        keys.push_back(path_key);
    }
    return keys;
}

/// The folder that the files of a carrier lie in.
std::string_view root_of(std::string_view carrier) {
    return carrier == "sysfs" ? "/sys/" : carrier == "sysctl" ? "/proc/sys/" : "/proc/";
}

bool is_graphic(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

/// Whole, in one way only, and below the folder.
bool is_path_below(std::string_view path, std::string_view folder) {
    const auto in_parts = fmt::format("{}/", path);
    return path.starts_with(folder) && path.size() > folder.size() && path.size() <= most_path &&
           !path.ends_with('/') && is_graphic(path) && in_parts.find("//") == in_parts.npos &&
           in_parts.find("/./") == in_parts.npos && in_parts.find("/../") == in_parts.npos;
}

/// The carrier that the keys belong to; null: none of them says.
const carrier* implied_by(const node* at) {
    const auto has = [&](std::string_view key) {
        return at != nullptr && at->find(key) != nullptr;
    };
    if (has("node") || has("number") || has("set"))
        return find_carrier("ioctl");
    if (has("family") || has("command") || has("group") || has("each"))
        return find_carrier("genetlink");
    if (has("path")) {
        const std::string_view path = at->find("path")->text;
        for (const std::string_view name : {"sysctl", "sysfs"})
            if (path.starts_with(root_of(name)))
                return find_carrier(name);
        return find_carrier("procfs");
    }
    return at == nullptr || at->entries.empty() || has("action") ? find_carrier("uevent") : nullptr;
}

} // namespace

/// `via:` and `at:`, of which the one may follow from the other.
void builder::read_place(element& e, const node& n) {
    const node* const via = n.find("via");
    const node* const at = n.find("at");
    const auto what = fmt::format("{} '{}'", e.kind(), e.name);
    if (at != nullptr && !read_.is_map(*at, "at", at_keys))
        return;
    auto where = e.at;
    if (via == nullptr) {
        const auto* const by = implied_by(at);
        if (by == nullptr || !by->carries(kind_of(e))) {
            log_.add<diag::no_place>(at != nullptr ? at->at : e.at, what);
            return;
        }
        e.via.push_back(by);
    } else if (via->is != node::kind::list) {
        log_.add<diag::wrong_shape>(via->at, "via", via->describe(), "a list such as [ioctl]");
        return;
    } else {
        const auto places = read_carriers(e, *via);
        if (via->items.size() != 1)
            log_.add<diag::one_carrier>(via->at, what, via->items.size());
        if (places.size() != 1 || via->items.size() != 1)
            return;
        where = places[0];
    }
    const auto& by = *e.via[0];
    if (check_existing(e, by, where))
        read_address(e, by, at);
}

/// Can it be had so at all?
bool builder::check_existing(const element& e, const carrier& by, position at) {
    const auto fits = [&](const carrier& c) { return c.existing && c.carries(kind_of(e)); };
    if (!by.carries(kind_of(e))) {
        log_.add<diag::carrier_wrong_kind>(at, by.name, plural(kind_of(e)), names_of(fits));
        return false;
    }
    if (!fits(by)) {
        log_.add<diag::carrier_not_existing>(at, by.name, names_of(fits));
        return false;
    }
    const auto* const p = std::get_if<property>(&e.body);
    if (p != nullptr && p->notify && by.name != "sysfs")
        log_.add<diag::notify_untold>(at, fmt::format("'{}'", by.name), "sysfs");
    if (p != nullptr && p->writable && by.name == "genetlink")
        log_.add<diag::existing_set>(at, e.name);
    if (by.name == "uevent")
        check_uevent(e);
    else if (by.writes() == encoding::text)
        check_text(e, by, at);
    return true;
}

/// KEY=VALUE, each a single value.
void builder::check_uevent(const element& e) {
    for (const auto& [part, p] : payloads_of(e))
        for (const auto& f : p->type->fields)
            if (f.form != shape::single ||
                (!is_integer(f.type) && f.type != basic::string && f.type != basic::enumeration))
                log_.add<diag::uevent_field>(f.at, f.name, spell(f));
}

void builder::read_address(element& e, const carrier& by, const node* at) {
    const auto what = fmt::format("at of {} '{}' ({})", e.kind(), e.name, by.name);
    const auto keys = keys_of(e, by.name);
    const auto known = words_of(keys, &at_key::name);
    if (at != nullptr) {
        for (const auto& [key, value] : at->entries)
            if (std::ranges::find(known, key.text) != known.end())
                read_at_key(e, by, key.text, value);
            else if (std::ranges::find(at_keys, key.text) != at_keys.end())
                log_.add<diag::unknown_key>(key.at, what, key.text, suggest(key.text, known));
    }
    for (const auto& key : keys)
        if (key.required && (at == nullptr || at->find(key.name) == nullptr))
            log_.add<diag::missing_key>(at != nullptr ? at->at : e.at, what, key.name, key.example);
}

void builder::read_at_key(element& e, const carrier& by, const std::string& key, const node& n) {
    auto& place = e.place;
    const auto read_path = [&](std::string_view folder, std::string& into) {
        const auto text = read_.text(n, key);
        if (text && !is_path_below(*text, folder))
            log_.add<diag::bad_path>(n.at, *text, folder);
        into = text.value_or("");
    };
    const auto read_name = [&](std::string& into) {
        const auto text = read_.word(n, key);
        if (text && (text->empty() || text->size() > most_name || !is_graphic(*text)))
            log_.add<diag::bad_genl_name>(n.at, *text, key, most_name);
        into = text.value_or("");
    };
    const auto read_number = [&](std::uint32_t most, std::uint32_t& into) {
        into = read_.bounded(n, key, 1, most).value_or(1);
    };
    constexpr auto actions = std::to_array<std::string_view>(
        {"add", "remove", "change", "move", "online", "offline", "bind", "unbind"});
    if (key == "node")
        read_path("/", place.node);
    else if (key == "path")
        read_path(root_of(by.name), place.path);
    else if (key == "number")
        read_number(UINT32_MAX, place.number);
    else if (key == "set")
        read_number(UINT32_MAX, place.set);
    else if (key == "family")
        read_name(place.family);
    else if (key == "group")
        read_name(place.group);
    else if (key == "command")
        read_number(UINT8_MAX, place.command);
    else if (key == "each")
        read_number(most_attribute, place.each);
    else if (const auto i = read_.choice(n, key, "an action of uevents", actions))
        place.action = actions[*i];
}

/// `attribute:` and `item:` of a field, or of a property's value.
void builder::read_numbers(field& f, const node& n) {
    const auto read = [&](std::string_view key, std::uint16_t& into) {
        const node* const number = n.find(key);
        if (number == nullptr)
            return;
        if (!draft_.made.existing)
            log_.add<diag::number_without_provider>(number->at, key);
        const auto what = fmt::format("{} of '{}'", key, f.name);
        into =
            static_cast<std::uint16_t>(read_.bounded(*number, what, 1, most_attribute).value_or(1));
    };
    read("attribute", f.attribute);
    read("item", f.item);
}

/// Each field of what goes by generic netlink is one attribute, and no other field is.
void builder::check_numbers() {
    const auto& m = draft_.made;
    if (!m.existing)
        return;
    const auto by_netlink = structs_by(m, "genetlink");
    const std::set<const struct_type*> numbered{by_netlink.begin(), by_netlink.end()};
    for (const auto& s : m.structs)
        for (const auto& f : s->fields)
            if (!numbered.contains(s.get()) && (f.attribute != 0 || f.item != 0))
                log_.add<diag::number_elsewhere>(f.at, f.name, f.item != 0 ? "item" : "attribute");
    std::set<const struct_type*> outermost;
    for (const auto& e : m.elements)
        if (e.goes_by("genetlink"))
            for (const auto& [part, p] : payloads_of(e)) {
                const bool in_nests = e.place.each != 0 && (part == "row" || part == "record");
                check_numbers(*p->type, in_nests ? &e : nullptr);
                outermost.insert(p->type);
            }
    for (const auto* const s : by_netlink)
        if (!outermost.contains(s) || s->nested)
            check_numbers(*s, nullptr);
}

/// `with_items`: the element whose `each:` has nests for this struct; null: there is none.
void builder::check_numbers(const struct_type& type, const element* with_items) {
    std::map<std::pair<bool, std::uint32_t>, std::string> taken; // by "is item" and number
    if (with_items != nullptr) {
        taken.emplace(std::pair{false, with_items->place.each}, "each");
        if (std::ranges::all_of(type.fields, [](const field& f) { return f.item == 0; }))
            log_.add<diag::each_without_item>(with_items->at, with_items->name);
    }
    for (const auto& f : type.fields) {
        const std::string_view key = f.item != 0 ? "item" : "attribute";
        if (f.attribute == 0 && f.item == 0)
            log_.add<diag::number_missing>(f.at, f.name,
                                           with_items != nullptr ? "`attribute: N` or `item: N`"
                                                                 : "`attribute: N`");
        else if (f.attribute != 0 && f.item != 0)
            log_.add<diag::attribute_and_item>(f.at, f.name);
        else if (f.item != 0 && with_items == nullptr)
            log_.add<diag::item_without_each>(f.at, f.name);
        else if (const auto [first, fresh] = taken.emplace(
                     std::pair{f.item != 0, f.item != 0 ? f.item : f.attribute}, f.name);
                 !fresh)
            log_.add<diag::number_taken>(f.at, key, first->first.second, first->second);
    }
}

} // namespace gangway::compiler
