// SPDX-License-Identifier: MIT
#include <gangway/description.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <map>
#include <set>

#include <fmt/format.h>
#include <linux/genetlink.h>
#include <nlohmann/json.hpp>

#include "description/scalars.hpp"

namespace gangway::dynamic {

namespace {

using json = nlohmann::json;

constexpr std::size_t max_text = 1 << 20;       // bytes of a description
constexpr std::uint32_t max_struct = 1 << 16;   // bytes of a message
constexpr unsigned max_number = 127;            // GW_ELEMENT_MAX, of a module's elements
constexpr unsigned max_existing = 0xffff;       // raw::record::event, of others
constexpr std::uint32_t max_attribute = 0x3fff; // NLA_TYPE_MASK
constexpr int newest = 1;                       // of the format, "gangway": 1

constexpr std::uint32_t round_up(std::uint32_t n, std::uint32_t to) {
    return (n + to - 1) / to * to;
}

int errno_number(std::string_view name) {
    constexpr int last = 133;
    for (int number = 1; number <= last; ++number)
        if (const char* known = strerrorname_np(number); known != nullptr && name == known)
            return number;
    return 0;
}

// Reads one description; throws what is wrong with it, for parse() to catch.
class reader {
public:
    explicit reader(const json& top)
        // Parentheses: braces would make it an array that holds the object.
        : types_(member(top, "types", json::value_t::object, json::object())) {}

    void read(const json& top, description& into) {
        into.interface = name(top, "interface", "the description");
        into.doc = text(top, "doc");
        into.netns_each = text(top, "netns") == "each";
        into.instances_many = text(top, "instances") == "many";
        const auto provider = text(top, "provider");
        if (!provider.empty() && provider != "kernel")
            fail(fmt::format("there is no provider \"{}\"", provider));
        into.existing = existing_ = !provider.empty();
        const auto access = member(top, "access", json::value_t::object, json::object());
        into.mode = text(access, "mode");
        into.group = text(access, "group");
        for (const auto& one : member(top, "elements", json::value_t::array, json::array()))
            into.elements.push_back(read_element(one));
        check_unique(into.elements);
    }

private:
    [[noreturn]] static void fail(const std::string& why) {
        throw exception{{.number = EINVAL, .message = "description: " + why}};
    }

    // A member of an object, of the expected kind; `other` when it is absent.
    static json member(const json& from, const char* key, json::value_t kind, json other) {
        if (!from.is_object())
            fail(fmt::format("expected an object where \"{}\" is looked for", key));
        const auto found = from.find(key);
        if (found == from.end() || found->is_null())
            return other;
        if (found->type() != kind)
            fail(fmt::format("\"{}\" is a {}", key, found->type_name()));
        return *found;
    }

    static std::string text(const json& from, const char* key) {
        return member(from, key, json::value_t::string, "").get<std::string>();
    }

    static std::uint32_t number(const json& from, const char* key, std::uint32_t other = 0) {
        const auto value = member(from, key, json::value_t::number_unsigned, other);
        const auto n = value.get<std::uint64_t>();
        if (n > max_struct)
            fail(fmt::format("\"{}\" is {}", key, n));
        return static_cast<std::uint32_t>(n);
    }

    static std::uint32_t bounded(const json& from, const char* key, std::uint32_t most) {
        const auto value = member(from, key, json::value_t::number_unsigned, 0U);
        const auto n = value.get<std::uint64_t>();
        if (n > most)
            fail(fmt::format("\"{}\" is {}, above the limit of {}", key, n, most));
        return static_cast<std::uint32_t>(n);
    }

    static std::optional<std::uint16_t> attribute(const json& from, const char* key) {
        return from.contains(key)
                   ? std::optional{static_cast<std::uint16_t>(bounded(from, key, max_attribute))}
                   : std::nullopt;
    }

    // Absolute, and literal: no ".." that leads elsewhere.
    static std::string path(const json& from, const char* key) {
        auto word = text(from, key);
        const bool absolute = word.starts_with('/') && word.size() > 1 && word.size() < PATH_MAX &&
                              word.find('\0') == word.npos &&
                              (word + '/').find("/../") == word.npos;
        if (!word.empty() && !absolute)
            fail(fmt::format("\"{}\" is not an absolute path: \"{}\"", key, word));
        return word;
    }

    static std::string group_name(const json& from, const char* key) {
        auto word = text(from, key);
        if (word.size() >= GENL_NAMSIZ || word.find('\0') != word.npos)
            fail(fmt::format("\"{}\" is not a name of generic netlink: \"{}\"", key, word));
        return word;
    }

    static address read_address(const json& element) {
        const auto from = member(element, "at", json::value_t::object, json::object());
        return {.existing = true,
                .node = path(from, "node"),
                .path = path(from, "path"),
                .family = group_name(from, "family"),
                .group = group_name(from, "group"),
                .action = text(from, "action"),
                .number = bounded(from, "number", UINT32_MAX),
                .set = bounded(from, "set", UINT32_MAX),
                .by_value = member(from, "by_value", json::value_t::boolean, false).get<bool>(),
                .returned = member(from, "returned", json::value_t::boolean, false).get<bool>(),
                .command = bounded(from, "command", UINT8_MAX),
                .each = attribute(from, "each")};
    }

    static std::string name(const json& from, const char* key, const std::string& where) {
        const auto word = text(from, key);
        const auto ok = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        };
        if (word.empty() || !std::all_of(word.begin(), word.end(), ok))
            fail(fmt::format("{}: \"{}\" is not a name: \"{}\"", where, key, word));
        return word;
    }

    static void check_unique(const std::vector<element>& elements) {
        std::set<std::string> words;
        std::set<unsigned> numbers;
        for (const auto& e : elements)
            if (!words.insert(e.name).second || !numbers.insert(e.number).second)
                fail(fmt::format("{}: there are two of that name or number", e.name));
    }

    element read_element(const json& from) {
        element e;
        e.name = name(from, "name", "an element");
        e.doc = text(from, "doc");
        e.kind = read_kind(text(from, "kind"), e.name);
        e.number = number(from, "number");
        if (e.number == 0 || e.number > (existing_ ? max_existing : max_number))
            fail(fmt::format("{}: there is no number {}", e.name, e.number));
        e.needs = text(from, "requires");
        e.context = text(from, "context");
        for (const auto& via : member(from, "via", json::value_t::array, json::array()))
            e.via.push_back(via.is_string() ? via.get<std::string>() : std::string{});
        const auto errors = member(from, "errors", json::value_t::object, json::object());
        for (const auto& [word, doc] : errors.items())
            e.errors.push_back({errno_number(word), word,
                                doc.is_string() ? doc.get<std::string>() : std::string{}});
        if (existing_)
            e.at = read_address(from);
        read_payloads(from, e);
        if ((e.at.by_value && !is_one_integer(e.in)) || (e.at.returned && !is_one_integer(e.out)))
            fail(fmt::format("{}: only one integer can be ioctl's argument or what it returns",
                             e.name));
        return e;
    }

    static bool is_one_integer(const layout& l) {
        if (l.fields.size() != 1 || l.fields[0].is_array() || l.fields[0].offset != 0)
            return false;
        const auto& f = l.fields[0];
        const auto form = f.kind < scalar::enumerate ? info(f.kind).form
                          : f.names                  ? number_form::unsigned_native
                                                     : number_form::none;
        return form == number_form::unsigned_native || form == number_form::signed_native;
    }

    static kind read_kind(std::string_view word, const std::string& where) {
        for (const auto k : {kind::property, kind::call, kind::event, kind::table, kind::stream})
            if (word == to_string(k))
                return k;
        fail(fmt::format("{}: there is no kind \"{}\"", where, word));
    }

    void read_payloads(const json& from, element& e) {
        switch (e.kind) {
        case kind::property: {
            e.in = e.out = read_struct(from, "value", e.name);
            if (e.out.fields.size() != 1 || e.out.fields[0].offset != 0)
                fail(fmt::format("{}: a property has one value", e.name));
            const auto access = text(from, "access");
            e.readable = access.find('r') != access.npos;
            e.writable = access.find('w') != access.npos;
            e.load_only = access == "load";
            if (from.contains("parameter"))
                e.parameter = name(from, "parameter", e.name);
            e.inverted = member(from, "inverted", json::value_t::boolean, false).get<bool>();
            if (e.inverted && e.out.fields[0].kind != scalar::boolean)
                fail(fmt::format("{}: only a bool can be inverted", e.name));
            e.notify = member(from, "notify", json::value_t::boolean, false).get<bool>();
            if (const auto found = from.find("default"); found != from.end())
                e.initial = found->dump();
            const auto range = member(from, "range", json::value_t::array, json::array());
            if (range.size() == 2)
                e.range.emplace(range[0].dump(), range[1].dump());
            break;
        }
        case kind::call:
            e.in = read_struct(from, "request", e.name);
            e.out = read_struct(from, "reply", e.name);
            break;
        case kind::event:
            e.out = read_struct(from, "record", e.name);
            break;
        case kind::table:
            e.in = read_struct(from, "request", e.name);
            e.out = read_struct(from, "row", e.name);
            for (const auto& one : member(from, "key", json::value_t::array, json::array()))
                e.key.push_back(one.is_string() ? one.get<std::string>() : "");
            break;
        case kind::stream: {
            const auto access = text(from, "access");
            e.readable = access.find('r') != access.npos;
            e.writable = access.find('w') != access.npos;
            e.positioned = member(from, "positioned", json::value_t::boolean, false).get<bool>();
            e.frames = text(from, "frames");
            e.store = number(from, "store");
            break;
        }
        }
    }

    layout read_struct(const json& from, const char* key, const std::string& where) {
        const auto body = member(from, key, json::value_t::object, json::object());
        return body.empty() ? layout{} : read_layout(body, fmt::format("{}.{}", where, key));
    }

    layout read_layout(const json& from, const std::string& where) {
        layout l;
        l.type = text(from, "type");
        l.size = number(from, "size");
        l.align = number(from, "align", 1);
        if (l.align == 0 || l.align > 8 || (l.align & (l.align - 1)) != 0 || l.size % l.align != 0)
            fail(fmt::format("{}: size {} does not go with an alignment of {}", where, l.size,
                             l.align));
        std::uint32_t end = 0;
        for (const auto& one : member(from, "fields", json::value_t::array, json::array())) {
            l.fields.push_back(read_field(one, where));
            const auto& f = l.fields.back();
            if (f.offset < end || f.offset > l.size || f.size > l.size - f.offset)
                fail(fmt::format("{}.{}: is outside its struct or overlaps another field", where,
                                 f.name));
            end = f.offset + f.size;
        }
        check_attributes(l, where);
        return l;
    }

    static void check_attributes(const layout& l, const std::string& where) {
        std::set<std::pair<bool, std::uint16_t>> seen;
        for (const auto& f : l.fields) {
            if (f.item && f.attribute)
                fail(
                    fmt::format("{}.{}: is of the message or of an item, not both", where, f.name));
            const auto number = f.item ? f.item : f.attribute;
            if (number && !seen.emplace(f.item.has_value(), *number).second)
                fail(fmt::format("{}.{}: there are two of attribute {}", where, f.name, *number));
        }
    }

    field read_field(const json& from, const std::string& where) {
        field f;
        f.name = name(from, "name", where);
        const auto at = fmt::format("{}.{}", where, f.name);
        f.doc = text(from, "doc");
        f.format = text(from, "format");
        f.unit = text(from, "unit");
        f.type = text(from, "type");
        f.offset = number(from, "offset");
        f.size = number(from, "size");
        f.count = number(from, "count");
        f.max = number(from, "max");
        if (existing_) {
            f.attribute = attribute(from, "attribute");
            f.item = attribute(from, "item");
            f.given = number(from, "given");
            f.repeated = member(from, "repeated", json::value_t::boolean, false).get<bool>();
            f.first = attribute(from, "first");
        }
        if (f.count != 0 && f.max != 0)
            fail(fmt::format("{}: \"count\" and \"max\" exclude each other", at));
        const auto align = read_type(f, at);
        if (f.repeated && (f.max == 0 || !f.is_array()))
            fail(fmt::format("{}: only an array with \"max\" can be repeated", at));
        if (f.first && (!f.is_array() || f.repeated))
            fail(fmt::format("{}: only an array that is not repeated can have \"first\"", at));
        auto size = unit_size(f, align);
        if (f.given != 0 && f.given != size)
            fail(fmt::format("{}: \"given\" is {}, not right behind its value", at, f.given));
        if (f.given != 0)
            size = round_up(size + 1, f.data != 0 ? std::max<std::uint32_t>(4, align) : align);
        if (f.size == 0 || f.size != size)
            fail(fmt::format("{}: takes {} bytes, not {}", at, size, f.size));
        return f;
    }

    // Fills in what the type decides; returns the alignment of one value.
    std::uint32_t read_type(field& f, const std::string& where) {
        if (const auto* known = find_scalar(f.type)) {
            f.kind = known->kind;
            f.elem_size = known->size;
            return known->size;
        }
        resolve(f.type, where);
        if (const auto found = names_.find(f.type); found != names_.end()) {
            f.names = found->second.values;
            f.kind = found->second.is_flags ? scalar::flags : scalar::enumerate;
            f.elem_size = scalar_size(f.names->base);
            return f.elem_size;
        }
        f.layout = structs_.at(f.type);
        f.kind = scalar::structure;
        f.elem_size = f.layout->size;
        return f.layout->align;
    }

    // The size of a field's unit, and where in it the values begin.
    static std::uint32_t unit_size(field& f, std::uint32_t align) {
        if (f.kind == scalar::string)
            return f.max + 1;
        if (f.kind == scalar::bytes) {
            f.data = 4;
            return round_up(4 + f.max, 4);
        }
        if (f.max == 0)
            return product(f.count == 0 ? 1 : f.count, f.elem_size);
        const auto unit_align = std::max<std::uint32_t>(4, align);
        f.data = unit_align;
        return round_up(f.data + product(f.max, f.elem_size), unit_align);
    }

    // Both are at most max_struct; any larger product is wrong anyway, so it may be truncated.
    static std::uint32_t product(std::uint32_t a, std::uint32_t b) {
        return static_cast<std::uint32_t>(
            std::min<std::uint64_t>(std::uint64_t{a} * b, 2 * std::uint64_t{max_struct}));
    }

    // Reads a named type once; types may use those declared later, but not themselves.
    void resolve(const std::string& word, const std::string& where) {
        if (names_.contains(word) || structs_.contains(word))
            return;
        const auto found = types_.find(word);
        if (found == types_.end())
            fail(fmt::format("{}: there is no type \"{}\"", where, word));
        if (!open_.insert(word).second || open_.size() > max_nesting)
            fail(fmt::format("{}: type \"{}\" contains itself or too much", where, word));
        const auto kind = text(*found, "kind");
        if (kind == "struct") {
            auto l = read_layout(*found, word);
            l.type = word;
            if (l.size == 0)
                fail(fmt::format("{}: an empty struct", word));
            structs_[word] = std::make_shared<const layout>(std::move(l));
        } else if (kind == "enum" || kind == "flags") {
            names_[word] = {read_names(*found, word), kind == "flags"};
        } else {
            fail(fmt::format("{}: there is no kind of type \"{}\"", word, kind));
        }
        open_.erase(word);
    }

    static std::shared_ptr<const names> read_names(const json& from, const std::string& word) {
        names n;
        n.name = word;
        const auto* base = find_scalar(text(from, "base"));
        if (base == nullptr || base->kind < scalar::u8 || base->kind > scalar::u64)
            fail(fmt::format("{}: its base is not an unsigned integer", word));
        n.base = base->kind;
        // A variable, because items() refers to it.
        const auto values = member(from, "values", json::value_t::object, json::object());
        for (const auto& [key, value] : values.items()) {
            if (!value.is_number_unsigned())
                fail(fmt::format("{}.{}: not a number", word, key));
            n.values.push_back({key, value.get<std::uint64_t>()});
        }
        std::sort(n.values.begin(), n.values.end(),
                  [](const auto& a, const auto& b) { return a.value < b.value; });
        return std::make_shared<const names>(std::move(n));
    }

    struct named {
        std::shared_ptr<const names> values;
        bool is_flags = false;
    };

    static constexpr std::size_t max_nesting = 16;

    bool existing_ = false;
    json types_;
    std::map<std::string, std::shared_ptr<const layout>> structs_;
    std::map<std::string, named> names_;
    std::set<std::string> open_; // types being read
};

} // namespace

std::string_view to_string(kind what) noexcept {
    constexpr std::array<std::string_view, 5> words{"property", "call", "event", "table", "stream"};
    return words[static_cast<std::size_t>(what)];
}

result<std::shared_ptr<const description>> description::parse(std::string_view text) {
    const auto refuse = [](int number, std::string why) {
        return error{.number = number, .message = "description: " + std::move(why)};
    };
    if (text.size() > max_text)
        return refuse(EINVAL, fmt::format("longer than {} bytes", max_text));
    const auto top = json::parse(text.begin(), text.end(), nullptr, false);
    if (!top.is_object())
        return refuse(EINVAL, "not a JSON object");
    const auto format = top.find("gangway");
    if (format == top.end() || !format->is_number_unsigned())
        return refuse(EINVAL, "it does not state its Gangway format");
    if (*format > newest)
        return refuse(ENOTSUP, fmt::format("made by a newer gangway-gen (format {}); update "
                                           "libgangway",
                                           format->dump()));
    auto made = std::make_shared<description>();
    try {
        reader{top}.read(top, *made);
    } catch (const exception& e) {
        return e.error();
    }
    made->json = text;
    return std::shared_ptr<const description>{std::move(made)};
}

const element* description::find(std::string_view name) const noexcept {
    const auto found = std::find_if(elements.begin(), elements.end(),
                                    [&](const element& e) { return e.name == name; });
    return found == elements.end() ? nullptr : &*found;
}

const element* description::find(unsigned number) const noexcept {
    const auto found = std::find_if(elements.begin(), elements.end(),
                                    [&](const element& e) { return e.number == number; });
    return found == elements.end() ? nullptr : &*found;
}

} // namespace gangway::dynamic
