// SPDX-License-Identifier: MIT
#include "model/lock.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <nlohmann/json.hpp>

#include "model/layout.hpp"

namespace gangway::compiler {

namespace {

using json = nlohmann::ordered_json;

constexpr std::uint64_t lock_version = 1;
constexpr std::array payload_names{"value", "request", "reply", "record", "row"};

json to_json(const locked_field& f) {
    json j{{"name", f.name}, {"type", f.type}, {"offset", f.offset}, {"size", f.size}};
    if (f.count != 0)
        j["count"] = f.count;
    if (f.max != 0)
        j["max"] = f.max;
    return j;
}

json to_json(const locked_struct& s) {
    json fields = json::array();
    for (const auto& f : s.fields)
        fields.push_back(to_json(f));
    json j{{"size", s.size}};
    if (s.nested)
        j["nested"] = true;
    j["fields"] = std::move(fields);
    return j;
}

json to_json(const locked_element& e) {
    json j{{"number", e.number}, {"kind", e.kind}};
    if (!e.access.empty())
        j["access"] = e.access;
    if (!e.parameter.empty())
        j["parameter"] = e.parameter;
    if (e.inverted)
        j["inverted"] = true;
    if (e.notify)
        j["notify"] = true;
    if (!e.key.empty())
        j["key"] = e.key;
    if (e.positioned)
        j["positioned"] = true;
    if (!e.frames.empty())
        j["frames"] = e.frames;
    if (e.store != 0)
        j["store"] = e.store;
    j["via"] = e.via;
    for (const std::string part : payload_names)
        if (const auto p = e.payloads.find(part); p != e.payloads.end())
            j[part] = {{"struct", p->second.type}, {"min", p->second.min}};
    return j;
}

json to_json(const std::vector<locked_value>& values) {
    json j = json::object();
    for (const auto& v : values)
        j[v.name] = v.value;
    return j;
}

json to_json(const locked_enum& e) {
    json j{{"kind", e.kind}, {"base", e.base}, {"values", to_json(e.values)}};
    if (!e.removed.empty())
        j["removed"] = to_json(e.removed);
    return j;
}

bool has_structure_inside(const json& j) {
    return std::ranges::any_of(j, [](const json& item) { return item.is_structured(); });
}

/// Like dump(), but what has no structure inside stays on one line: a field, a list of carriers.
void print(const json& j, std::size_t indent, std::string& out) {
    if (!j.is_structured()) {
        out += j.dump();
        return;
    }
    const bool tall = indent == 0 || has_structure_inside(j);
    const std::string margin = tall ? '\n' + std::string(indent + 1, '\t') : "";
    std::string_view separator;
    out += j.is_object() ? '{' : '[';
    for (const auto& [key, value] : j.items()) {
        out += separator;
        out += margin;
        if (j.is_object())
            out += json(key).dump() + ": ";
        print(value, indent + 1, out);
        separator = tall ? "," : ", ";
    }
    out += tall ? margin.substr(0, margin.size() - 1) : "";
    out += j.is_object() ? '}' : ']';
}

// --- reading: every value is looked at before it is used; the file may hold anything -----------

/// Thrown inside parse_lock() only, with what is wrong.
struct unreadable {
    std::string what;
};

const json& member(const json& j, std::string_view key) {
    const auto found = j.find(key);
    if (found == j.end())
        throw unreadable{fmt::format("'{}' is missing", key)};
    return *found;
}

std::string string_of(const json& j, std::string_view key) {
    const auto& value = member(j, key);
    if (!value.is_string())
        throw unreadable{fmt::format("'{}' is not a string", key)};
    return value.get<std::string>();
}

std::uint64_t number_of(const json& j, std::string_view key, std::uint64_t most) {
    const auto& value = member(j, key);
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most)
        throw unreadable{fmt::format("'{}' is not a number up to {}", key, most)};
    return value.get<std::uint64_t>();
}

std::uint32_t size_of(const json& j, std::string_view key) {
    return static_cast<std::uint32_t>(number_of(j, key, max_struct_size));
}

const json& object_of(const json& j, std::string_view key) {
    const auto& value = member(j, key);
    if (!value.is_object())
        throw unreadable{fmt::format("'{}' is not an object", key)};
    for (const auto& [name, item] : value.items())
        if (name.empty())
            throw unreadable{fmt::format("'{}' has a nameless entry", key)};
    return value;
}

std::uint32_t element_number(const json& j) {
    const auto number = number_of(j, "number", max_element_number);
    if (number == 0)
        throw unreadable{"'number' is 0"};
    return static_cast<std::uint32_t>(number);
}

locked_struct read_struct(const json& j) {
    if (!j.is_object())
        throw unreadable{"a struct is not an object"};
    locked_struct s{size_of(j, "size"), j.contains("nested"), {}};
    const auto& fields = member(j, "fields");
    if (!fields.is_array() || fields.empty())
        throw unreadable{"a struct has no fields"};
    for (const auto& item : fields) {
        if (!item.is_object())
            throw unreadable{"a field is not an object"};
        s.fields.push_back({string_of(item, "name"), string_of(item, "type"),
                            size_of(item, "offset"), size_of(item, "size"),
                            item.contains("count") ? size_of(item, "count") : 0,
                            item.contains("max") ? size_of(item, "max") : 0});
    }
    return s;
}

std::vector<std::string> strings_of(const json& j, std::string_view key) {
    const auto& list = member(j, key);
    if (!list.is_array())
        throw unreadable{fmt::format("'{}' is not a list", key)};
    std::vector<std::string> strings;
    for (const auto& item : list) {
        if (!item.is_string())
            throw unreadable{fmt::format("'{}' holds what is not a string", key)};
        strings.push_back(item.get<std::string>());
    }
    return strings;
}

locked_element read_element(const json& j) {
    if (!j.is_object())
        throw unreadable{"an element is not an object"};
    locked_element e;
    e.kind = string_of(j, "kind");
    e.number = element_number(j);
    if (j.contains("access"))
        e.access = string_of(j, "access");
    if (j.contains("parameter"))
        e.parameter = string_of(j, "parameter");
    e.inverted = j.contains("inverted");
    e.notify = j.contains("notify");
    e.via = strings_of(j, "via");
    if (j.contains("key"))
        e.key = strings_of(j, "key");
    e.positioned = j.contains("positioned");
    if (j.contains("frames"))
        e.frames = string_of(j, "frames");
    if (j.contains("store"))
        e.store = static_cast<std::uint32_t>(number_of(j, "store", max_store));
    for (const std::string name : payload_names)
        if (j.contains(name)) {
            const auto& p = object_of(j, name);
            e.payloads.emplace(name, locked_payload{string_of(p, "struct"), size_of(p, "min")});
        }
    return e;
}

std::vector<locked_value> read_values(const json& j) {
    std::vector<locked_value> values;
    for (const auto& [name, value] : j.items()) {
        const auto most = std::numeric_limits<std::uint64_t>::max();
        values.push_back({name, number_of(j, name, most)});
    }
    return values;
}

locked_enum read_enum(const json& j) {
    if (!j.is_object())
        throw unreadable{"an enum is not an object"};
    locked_enum e{
        string_of(j, "kind"), string_of(j, "base"), read_values(object_of(j, "values")), {}};
    if (j.contains("removed"))
        e.removed = read_values(object_of(j, "removed"));
    return e;
}

/// Two branches that each added an element, merged by hand, would have given one number twice.
void check_numbers(const lock& l) {
    std::map<std::uint32_t, std::string_view> owners;
    const auto take = [&](std::uint32_t number, std::string_view name) {
        const auto [first, fresh] = owners.emplace(number, name);
        if (!fresh)
            throw unreadable{
                fmt::format("'{}' and '{}' both have number {}", first->second, name, number)};
    };
    for (const auto& [name, e] : l.elements)
        take(e.number, name);
    for (const auto& [name, t] : l.removed)
        take(t.number, name);
}

lock read_lock(const json& j) {
    if (!j.is_object())
        throw unreadable{"not a JSON object"};
    if (number_of(j, "gangway", lock_version) != lock_version)
        throw unreadable{"of another version"};
    lock l;
    l.interface = string_of(j, "interface");
    l.instances = string_of(j, "instances");
    for (const auto& [name, s] : object_of(j, "structs").items())
        l.structs.emplace(name, read_struct(s));
    for (const auto& [name, e] : object_of(j, "enums").items())
        l.enums.emplace(name, read_enum(e));
    for (const auto& [name, e] : object_of(j, "elements").items()) {
        const auto& added = l.elements.emplace(name, read_element(e)).first->second;
        for (const auto& [part, p] : added.payloads)
            if (!l.structs.contains(p.type))
                throw unreadable{fmt::format("no struct '{}'", p.type)};
    }
    const auto& removed = object_of(j, "removed");
    for (const auto& [name, t] : removed.items()) {
        const auto& body = object_of(removed, name);
        l.removed.emplace(name, tombstone{name, string_of(body, "kind"), element_number(body)});
    }
    check_numbers(l);
    return l;
}

std::string_view access_word(bool readable, bool writable) noexcept {
    return readable && writable ? "rw" : writable ? "w" : "r";
}

/// The entries of a map of elements or tombstones by number, as the lock lists them.
template <class Map>
auto by_number(const Map& entries) {
    std::vector<const typename Map::value_type*> list;
    list.reserve(entries.size());
    for (const auto& entry : entries)
        list.push_back(&entry);
    std::ranges::sort(list, {}, [](const auto* entry) { return entry->second.number; });
    return list;
}

} // namespace

std::string_view access_of(const property& p) noexcept {
    return p.load_only ? "load" : access_word(p.readable, p.writable);
}

std::string_view access_of(const stream& s) noexcept {
    return access_word(s.readable, s.writable);
}

std::vector<std::string> key_of(const table& t) {
    std::vector<std::string> names;
    for (const auto i : t.key)
        names.push_back(t.row.type->fields[i].name);
    return names;
}

locked_field locked(const field& f) {
    const bool fixed = f.form == shape::fixed;
    return {f.name, std::string{f.type_name()}, f.offset,
            f.size, fixed ? f.bound : 0,        fixed ? 0 : f.bound};
}

lock make_lock(const model& m, const std::map<std::string, locked_enum>& enums) {
    lock l;
    l.interface = m.name;
    l.instances = m.instances_many ? "many" : "one";
    for (const auto& e : m.elements) {
        auto& made = l.elements[e.name];
        made.kind = e.kind();
        made.number = e.number;
        if (const auto* const p = std::get_if<property>(&e.body)) {
            made.access = access_of(*p);
            made.parameter = p->parameter;
            made.inverted = p->inverted;
            made.notify = p->notify;
        } else if (const auto* const t = std::get_if<table>(&e.body)) {
            made.key = key_of(*t);
        } else if (const auto* const s = std::get_if<stream>(&e.body)) {
            made.access = access_of(*s);
            made.positioned = s->positioned;
            made.frames = to_string(s->frames);
            made.store = s->store;
        }
        for (const auto* const c : e.via)
            made.via.emplace_back(c->name);
        for (const auto& [name, p] : payloads_of(e))
            made.payloads.emplace(name, locked_payload{p->type->name, p->min});
    }
    for (const auto& t : m.removed)
        l.removed.emplace(t.name, t);
    for (const auto& e : m.enums) {
        locked_enum made{e->is_flags ? "flags" : "enum", std::string{to_string(e->base)}, {}, {}};
        for (const auto& v : e->values)
            made.values.push_back({v.name, v.value});
        if (const auto old = enums.find(e->name); old != enums.end())
            made.removed = old->second.removed;
        l.enums.emplace(e->name, std::move(made));
    }
    for (const auto& s : m.structs) {
        locked_struct made{s->size, s->nested, {}};
        for (const auto& f : s->fields)
            made.fields.push_back(locked(f));
        l.structs.emplace(s->name, std::move(made));
    }
    return l;
}

std::string print_lock(const lock& l) {
    json j{{"gangway", lock_version}, {"interface", l.interface}, {"instances", l.instances}};
    j["elements"] = json::object();
    for (const auto* const entry : by_number(l.elements))
        j["elements"][entry->first] = to_json(entry->second);
    j["removed"] = json::object();
    for (const auto* const entry : by_number(l.removed))
        j["removed"][entry->first] = {{"number", entry->second.number},
                                      {"kind", entry->second.kind}};
    j["enums"] = json::object();
    for (const auto& [name, e] : l.enums)
        j["enums"][name] = to_json(e);
    j["structs"] = json::object();
    for (const auto& [name, s] : l.structs)
        j["structs"][name] = to_json(s);
    std::string text;
    print(j, 0, text);
    return text + '\n';
}

std::optional<lock> parse_lock(std::string_view text, diagnostics& log) {
    if (text.starts_with("<<<<<<< ") || text.find("\n<<<<<<< ") != text.npos) {
        log.add_lock<diag::lock_conflict>();
        return std::nullopt;
    }
    const auto j = json::parse(text, nullptr, false);
    try {
        if (j.is_discarded())
            throw unreadable{"not JSON"};
        return read_lock(j);
    } catch (const unreadable& error) {
        log.add_lock<diag::lock_unreadable>(error.what);
    }
    return std::nullopt;
}

} // namespace gangway::compiler
