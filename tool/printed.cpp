// SPDX-License-Identifier: MIT
#include "printed.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace gangway::tool {

namespace {

using dynamic::field;
using dynamic::scalar;
using dynamic::value;

error refuse(std::string why) {
    return {.number = EINVAL, .message = std::move(why)};
}

std::string shown(std::string_view text) {
    return fmt::format("\"{}\"", text);
}

std::string names_of(const dynamic::layout& type) {
    std::string names;
    for (const auto& f : type.fields)
        names += (names.empty() ? "" : ", ") + f.name;
    return names;
}

bool is_between(std::string_view text, char open, char close) {
    return text.size() >= 2 && text.front() == open && text.back() == close;
}

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

// Cut at each `by` that is in no quotes and no brackets. Those that mean something are at the
// beginning of a value.
std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    unsigned depth = 0;
    bool in_quotes = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool begins = i == 0 || std::string_view{"= ,[{"}.find(text[i - 1]) != text.npos;
        if (in_quotes) {
            i += c == '\\' ? 1 : 0;
            in_quotes = c != '"';
        } else if (begins && (c == '"' || c == '{' || c == '[')) {
            in_quotes = c == '"';
            depth += in_quotes ? 0 : 1;
        } else if (depth != 0 && (c == '}' || c == ']')) {
            --depth;
        } else if (depth == 0 && c == by) {
            parts.push_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    parts.push_back(text.substr(begin));
    if (by == ' ')
        std::erase(parts, "");
    return parts;
}

result<value> list(const field& type, std::string_view inside) {
    auto one = type;
    one.count = one.max = 0;
    auto values = value::array();
    if (trimmed(inside).empty())
        return values;
    for (const auto part : split(inside, ',')) {
        auto v = from_printed(one, trimmed(part));
        if (!v)
            return v;
        values.push_back(*std::move(v));
    }
    return values;
}

result<value> fields(const dynamic::layout& type, std::string_view inside) {
    auto object = value::object();
    for (const auto part : split(inside, ' ')) {
        const auto equals = part.find('=');
        if (equals == part.npos)
            return refuse(shown(part) + ": expected FIELD=VALUE");
        const std::string name{part.substr(0, equals)};
        const auto f = std::find_if(type.fields.begin(), type.fields.end(),
                                    [&](const field& known) { return known.name == name; });
        if (f == type.fields.end())
            return refuse(fmt::format("there is no {}; there is: {}", shown(name), names_of(type)));
        if (object.contains(name))
            return refuse(shown(name) + " is given twice");
        auto text = part.substr(equals + 1);
        if (!f->unit.empty() && text.ends_with(f->unit))
            text.remove_suffix(f->unit.size());
        auto v = from_printed(*f, text);
        if (!v)
            return refuse(fmt::format("{}: {}", name, v.error().message));
        object[name] = *std::move(v);
    }
    return object;
}

// As the module's own text has it: in either case.
std::string_view as_boolean(std::string_view text) {
    constexpr std::array<std::string_view, 3> yes{"y", "yes", "on"};
    constexpr std::array<std::string_view, 3> no{"n", "no", "off"};
    std::string lower{text};
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower == "true" || std::find(yes.begin(), yes.end(), lower) != yes.end())
        return "true";
    if (lower == "false" || std::find(no.begin(), no.end(), lower) != no.end())
        return "false";
    return text;
}

} // namespace

result<value> from_printed(const field& type, std::string_view text) {
    const auto inside = text.size() < 2 ? std::string_view{} : text.substr(1, text.size() - 2);
    if (type.is_array()) {
        const bool ours = is_between(text, '[', ']') && !value::accept(text);
        return ours ? list(type, inside) : dynamic::from_text(type, text);
    }
    if (type.layout && is_between(text, '{', '}') && !value::accept(text) &&
        trimmed(inside).find('"') != 0) // else it was to be JSON
        return fields(*type.layout, inside);
    if ((type.kind == scalar::string || type.kind == scalar::bytes) && is_between(text, '"', '"'))
        if (auto meant = value::parse(text, nullptr, false); meant.is_string())
            return meant;
    if (type.kind == scalar::flags && !text.starts_with('[') && text.find(',') != text.npos)
        return refuse("flags are written with | between them, not " + shown(text));
    return dynamic::from_text(type, type.kind == scalar::boolean ? as_boolean(text) : text);
}

} // namespace gangway::tool
