// SPDX-License-Identifier: MIT
#include "frontend/reader.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>

namespace gangway::compiler {

namespace {

std::optional<integer> parse_integer(std::string_view text) {
    integer value;
    if (text.starts_with('-') || text.starts_with('+')) {
        value.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    int base = 10;
    if (text.starts_with("0x")) {
        text.remove_prefix(2);
        base = 16;
    }
    const char* const end = std::to_address(text.end());
    const auto [rest, error] =
        std::from_chars(std::to_address(text.begin()), end, value.magnitude, base);
    if (error != std::errc{} || rest != end)
        return std::nullopt;
    value.negative = value.negative && value.magnitude != 0;
    return value;
}

} // namespace

std::string to_string(const integer& value) {
    return fmt::format("{}{}", value.negative ? "-" : "", value.magnitude);
}

integer least(basic type) noexcept {
    if (!is_signed(type))
        return {};
    return {true, std::uint64_t{1} << (8 * scalar_size(type) - 1)};
}

integer greatest(basic type) noexcept {
    const unsigned bits = 8 * scalar_size(type) - (is_signed(type) ? 1 : 0);
    return {false, std::numeric_limits<std::uint64_t>::max() >> (64 - bits)};
}

std::string as_enum(const node& n) {
    if (n.items.size() < 2 || std::ranges::any_of(n.items, &std::string::empty, &node::text))
        return {};
    return fmt::format("{{enum: [{}]}}", join(words_of(n.items, &node::text)));
}

bool reader::is_open_map(const node& n, std::string_view what, std::string_view expected) {
    if (n.is == node::kind::map)
        return true;
    log_.add<diag::wrong_shape>(n.at, what, n.describe(), expected);
    return false;
}

bool reader::is_map(const node& n, std::string_view what, std::span<const std::string_view> known) {
    if (!is_open_map(n, what, fmt::format("a map with {}", join(known))))
        return false;
    for (const auto& [key, value] : n.entries)
        if (std::ranges::find(known, key.text) == known.end())
            log_.add<diag::unknown_key>(key.at, what, key.text, suggest_key(key.text, known));
    return true;
}

std::optional<std::string> reader::text(const node& n, std::string_view what) {
    if (n.is == node::kind::scalar)
        return n.text;
    log_.add<diag::wrong_shape>(n.at, what, n.describe(), "text");
    return std::nullopt;
}

std::optional<std::string> reader::word(const node& n, std::string_view what) {
    if (!n.boolean())
        return text(n, what);
    log_.add<diag::boolean_as_name>(n.at, n.text);
    return std::nullopt;
}

bool reader::name(const node& n, name_use use) {
    const bool is_short = use == name_use::interface || use == name_use::existing;
    const std::size_t most = is_short ? longest_interface_name : longest_name;
    if (!is_name(n.text)) {
        log_.add<diag::bad_name>(n.at, n.text);
        return false;
    }
    if (n.text.size() > most) {
        log_.add<diag::long_name>(n.at, n.text, n.text.size(),
                                  is_short ? "the name of an interface" : "a name", most);
        return false;
    }
    if (const auto why = reserved_as(n.text, use); !why.empty()) {
        log_.add<diag::reserved_name>(n.at, n.text, why, n.text + "_value");
        return false;
    }
    return true;
}

std::optional<bool> reader::boolean(const node& n, std::string_view what) {
    if (const auto value = n.boolean())
        return value;
    if (n.is == node::kind::scalar)
        log_.add<diag::not_boolean>(n.at, what, n.text);
    else
        log_.add<diag::wrong_shape>(n.at, what, n.describe(), "true or false");
    return std::nullopt;
}

std::optional<integer> reader::number(const node& n, std::string_view what) {
    if (n.is != node::kind::scalar) {
        log_.add<diag::wrong_shape>(n.at, what, n.describe(), "an integer");
        return std::nullopt;
    }
    auto value = n.plain ? parse_integer(n.text) : std::nullopt;
    if (!value)
        log_.add<diag::not_integer>(n.at, what, n.text);
    return value;
}

std::optional<std::uint32_t> reader::bounded(const node& n, std::string_view what,
                                             std::uint32_t low, std::uint32_t high) {
    const auto value = number(n, what);
    if (!value)
        return std::nullopt;
    if (*value < integer{false, low} || *value > integer{false, high}) {
        log_.add<diag::integer_bounds>(n.at, what, to_string(*value), low, high);
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(value->magnitude);
}

std::optional<std::size_t> reader::choice(const node& n, std::string_view what,
                                          std::string_view noun,
                                          std::span<const std::string_view> known) {
    const auto value = text(n, what); // a boolean is none of them, and they are told
    if (!value)
        return std::nullopt;
    const auto found = std::ranges::find(known, *value);
    if (found != known.end())
        return static_cast<std::size_t>(found - known.begin());
    log_.add<diag::unknown_word>(n.at, *value, noun, suggest_word(*value, known));
    return std::nullopt;
}

std::string reader::doc(const node& map) {
    const node* const n = map.find("doc");
    return n == nullptr ? std::string{} : doc_text(*n);
}

std::string reader::doc_text(const node& n) {
    auto value = text(n, "doc");
    if (!value)
        return {};
    for (const std::string_view mark : {"/*", "*/"})
        if (value->find(mark) != std::string::npos)
            log_.add<diag::comment_in_doc>(n.at, mark);
    while (value->ends_with('\n'))
        value->pop_back();
    return std::move(*value);
}

} // namespace gangway::compiler
