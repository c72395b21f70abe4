// SPDX-License-Identifier: MIT
//
// JSON values as a person writes them, and back. from_text() decides only which kind of value is
// meant; encode() checks whether it fits.
#include <gangway/dynamic.hpp>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "description/explain.hpp"

namespace gangway::dynamic {

namespace {

error refuse(const std::string& why) {
    return {.number = EINVAL, .message = why};
}

// A string may contain anything. A terminal must not interpret it; nor, as part of a struct or an
// array, who reads those back.
std::string quoted_if_odd(const std::string& text) {
    constexpr std::string_view odd = R"("\{}[],)";
    const auto plain = [&](char c) { return c > ' ' && c < 0x7f && odd.find(c) == odd.npos; };
    if (!text.empty() && std::all_of(text.begin(), text.end(), plain))
        return text;
    return value(text).dump(-1, ' ', true, value::error_handler_t::replace);
}

std::string one_to_text(const field& type, const value& from) {
    if (from.is_object() && type.layout)
        return "{" + to_text(*type.layout, from) + "}";
    if (type.kind == scalar::flags && from.is_array()) {
        std::string text;
        for (const auto& flag : from)
            text += (text.empty() ? "" : "|") +
                    (flag.is_string() ? flag.get<std::string>()
                                      : fmt::format("{:#x}", flag.get<std::uint64_t>()));
        return text.empty() ? "0" : text;
    }
    if (from.is_string())
        return quoted_if_odd(from.get_ref<const std::string&>());
    if (type.format == "hex" && from.is_number_unsigned())
        return fmt::format("{:#x}", from.get<std::uint64_t>());
    return from.dump();
}

bool starts_as_json(std::string_view text) {
    return text.starts_with('[') || text.starts_with('{');
}

result<value> integer(std::string_view text) {
    const bool negative = text.starts_with('-');
    auto digits = text.substr(negative ? 1 : 0);
    const bool hex = digits.starts_with("0x") || digits.starts_with("0X");
    digits.remove_prefix(hex ? 2 : 0);
    std::uint64_t n = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, failed] = std::from_chars(digits.data(), end, n, hex ? 16 : 10);
    if (failed == std::errc::result_out_of_range || (negative && n > std::uint64_t{1} << 63))
        return refuse(fmt::format("{} does not fit any integer type", text));
    if (failed != std::errc{} || stop != end)
        return refuse("not an integer: " + in_quotes(text));
    return negative ? value(static_cast<std::int64_t>(0 - n)) : value(n);
}

// A key that is there twice would silently be what it is the second time.
result<value> from_json(std::string_view text) {
    std::vector<std::set<std::string>> open;
    std::string twice;
    const auto look = [&](int /*depth*/, value::parse_event_t event, value& what) {
        if (event == value::parse_event_t::object_start)
            open.emplace_back();
        else if (event == value::parse_event_t::object_end)
            open.pop_back();
        else if (event == value::parse_event_t::key &&
                 !open.back().insert(what.get<std::string>()).second)
            twice = what.get<std::string>();
        return true;
    };
    auto parsed = value::parse(text.begin(), text.end(), look, false);
    if (parsed.is_discarded())
        return refuse("not JSON: " + in_quotes(text));
    if (!twice.empty())
        return refuse(fmt::format("{} is given twice", in_quotes(twice)));
    return parsed;
}

bool is_number(std::string_view text) {
    return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == text.npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

result<value> word_or_number(const field& type, std::string_view text) {
    const bool known = std::any_of(type.names->values.begin(), type.names->values.end(),
                                   [&](const named_value& one) { return one.name == text; });
    return is_number(text) && !known ? integer(text) : result<value>{value(text)};
}

result<value> list(std::string_view text, char separator, auto&& one) {
    auto values = value::array();
    if (text.empty())
        return values;
    for (const auto part : split(text, separator)) {
        auto v = one(part);
        if (!v)
            return v;
        values.push_back(*std::move(v));
    }
    return values;
}

result<value> one_from_text(const field& type, std::string_view text) {
    switch (type.kind) {
    case scalar::boolean:
        if (text == "true" || text == "1")
            return value(true);
        if (text == "false" || text == "0")
            return value(false);
        return refuse("expected true or false, not " + in_quotes(text));
    case scalar::enumerate:
        return word_or_number(type, text);
    case scalar::flags:
        return text == "0" ? value::array()
                           : list(text, '|', [&](auto one) { return word_or_number(type, one); });
    case scalar::string:
    case scalar::bytes:
        return value(text);
    case scalar::structure:
        return refuse("a struct is written as JSON: {\"field\": 1}");
    default:
        return type.format == "ipv4" && text.find('.') != text.npos ? value(text) : integer(text);
    }
}

bool written_as_string(const field& type) {
    return type.kind == scalar::u8 && type.count != 0 && !type.format.empty();
}

} // namespace

std::string to_text(const field& type, const value& from) {
    if (!type.is_array() || !from.is_array())
        return one_to_text(type, from);
    std::string text;
    for (const auto& one : from)
        text += (text.empty() ? "" : ", ") + one_to_text(type, one);
    return "[" + text + "]";
}

std::string to_text(const layout& type, const value& from) {
    std::string text;
    for (const auto& f : type.fields)
        if (const auto found = from.find(f.name); found != from.end())
            text += fmt::format("{}{}={}{}", text.empty() ? "" : " ", f.name, to_text(f, *found),
                                f.unit);
    return text;
}

result<value> from_text(const field& type, std::string_view text) {
    if (starts_as_json(text) && (type.is_array() || type.kind == scalar::structure ||
                                 (type.kind == scalar::flags && text.front() == '[')))
        return from_json(text);
    if (written_as_string(type))
        return value(text);
    if (type.is_array())
        return list(text, ',', [&](std::string_view one) { return one_from_text(type, one); });
    return one_from_text(type, text);
}

} // namespace gangway::dynamic
