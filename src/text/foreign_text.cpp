// SPDX-License-Identifier: MIT
#include "text/foreign_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>

#include "text/kernel_text.hpp"

namespace gangway::foreign_text {

namespace {

using dynamic::field;
using dynamic::layout;
using dynamic::scalar;

constexpr std::string_view blanks{" \t\n\r\v\f\0", 7};

std::string_view trimmed(std::string_view text) {
    const auto begin = std::min(text.find_first_not_of(blanks), text.size());
    const auto end = text.find_last_not_of(blanks);
    return end == text.npos ? std::string_view{} : text.substr(begin, end + 1 - begin);
}

// Separated by blanks or commas, joined by `by`.
std::string joined(std::string_view text, char by) {
    std::string all;
    while (true) {
        text.remove_prefix(
            std::min(text.find_first_not_of(std::string{blanks} + ','), text.size()));
        if (text.empty())
            return all;
        const auto end = std::min(text.find_first_of(std::string{blanks} + ','), text.size());
        all += (all.empty() ? "" : std::string(1, by)) + std::string{text.substr(0, end)};
        text.remove_prefix(end);
    }
}

// What is next in brackets, which goes from the text; nothing: there is no more.
std::optional<std::string_view> take_selected(std::string_view& text) {
    const auto open = text.find('[');
    const auto close = text.find(']', open);
    if (close == text.npos)
        return std::nullopt;
    const auto inside = trimmed(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
    return inside;
}

// What is in brackets; else all of it.
std::string_view selected(std::string_view text) {
    auto rest = text;
    return take_selected(rest).value_or(text);
}

std::string all_selected(std::string_view text) {
    std::string all;
    bool any = false;
    for (auto rest = text; const auto one = take_selected(rest); any = true)
        all += std::string{*one} + ' ';
    return any ? all : std::string{text};
}

// Octets that are written as one word.
bool is_address(const field& f) {
    return f.kind == scalar::u8 && f.count != 0 && !f.format.empty();
}

bool is_hex_number(const field& f) {
    return f.format == "hex" && f.kind != scalar::bytes && !is_address(f);
}

template <typename One>
std::string for_each_in_list(std::string_view text, One one) {
    std::string all;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        all += (at == 0 ? "" : ",") + one(text.substr(at, end - at));
        at = end + 1;
    }
    return all;
}

// Digits as %x has them, which need not begin with 0x.
std::string with_base(std::string_view digits) {
    const bool said = digits.starts_with("0x") || digits.starts_with("0X");
    return (said ? "" : "0x") + std::string{digits};
}

// As is understood where digits are taken for hexadecimal, and where they are not.
std::string in_hex(std::string_view decimal) {
    std::uint64_t n = 0;
    const auto* const end = decimal.data() + decimal.size();
    const bool whole = std::from_chars(decimal.data(), end, n).ptr == end;
    return whole ? fmt::format("{:#x}", n) : std::string{decimal};
}

std::string_view known_word(std::string_view text) {
    constexpr std::array<std::string_view, 5> yes{"y", "yes", "on", "enabled", "TRUE"};
    constexpr std::array<std::string_view, 5> no{"n", "no", "off", "disabled", "FALSE"};
    if (std::find(yes.begin(), yes.end(), text) != yes.end())
        return "1";
    return std::find(no.begin(), no.end(), text) != no.end() ? "0" : text;
}

bool is_list(const field& f) {
    return f.is_array() && !is_address(f);
}

// The same in the words of our own encoding.
std::string translated(const field& f, std::string_view text) {
    text = trimmed(text);
    if (is_list(f))
        return is_hex_number(f) ? for_each_in_list(joined(text, ','), with_base)
                                : joined(text, ',');
    if (f.kind == scalar::enumerate)
        return std::string{selected(text)};
    if (f.kind == scalar::flags)
        return joined(all_selected(text), '|');
    if (f.kind == scalar::boolean)
        return std::string{known_word(selected(text))};
    return is_hex_number(f) ? with_base(text) : std::string{text};
}

result<std::vector<std::byte>> raw_bytes(const layout& type, std::string_view content) {
    const auto& f = type.fields.front();
    if (content.size() > f.max)
        return error{.number = EPROTO,
                     .message = fmt::format("the file has more bytes than the {} that the "
                                            "description has room for",
                                            f.max)};
    std::vector<std::byte> bytes(type.size);
    const auto size = static_cast<std::uint32_t>(content.size());
    std::memcpy(bytes.data() + f.offset, &size, sizeof(size));
    std::memcpy(bytes.data() + f.offset + f.data, content.data(), content.size());
    return bytes;
}

std::string number_of(const field& f, std::span<const std::byte> value) {
    std::uint64_t bits = 0;
    const auto octets = value.subspan(f.offset + f.data, f.elem_size);
    for (std::size_t i = 0; i < octets.size(); ++i) {
        const auto at = std::endian::native == std::endian::little ? octets.size() - 1 - i : i;
        bits = bits << 8U | std::to_integer<std::uint64_t>(octets[at]);
    }
    return std::to_string(bits);
}

} // namespace

bool is_binary(const layout& type) {
    const auto& f = type.fields.front();
    return f.kind == scalar::bytes && f.format.empty();
}

result<std::vector<std::byte>> read(const layout& type, std::string_view text) {
    const auto& f = type.fields.front();
    if (is_binary(type))
        return raw_bytes(type, text);
    if (f.kind == scalar::string)
        return kernel_text::read(type,
                                 text.substr(0, text.size() - (text.ends_with('\n') ? 1 : 0)));
    if (f.kind != scalar::bytes)
        return kernel_text::read(type, translated(f, text));
    std::string digits{text};
    std::erase_if(digits, [](char c) { return blanks.find(c) != blanks.npos; });
    return kernel_text::read(type, digits);
}

std::string write(const layout& type, std::span<const std::byte> value) {
    const auto& f = type.fields.front();
    if (f.kind == scalar::flags && !f.is_array())
        return number_of(f, value) + '\n';
    if (is_binary(type)) {
        std::uint32_t size = 0;
        std::memcpy(&size, value.data() + f.offset, sizeof(size));
        const auto octets = value.subspan(f.offset + f.data, std::min(size, f.max));
        return {reinterpret_cast<const char*>(octets.data()), octets.size()};
    }
    auto text = kernel_text::write(type, value);
    if (is_hex_number(f))
        text = for_each_in_list(text, in_hex);
    if (is_list(f))
        std::replace(text.begin(), text.end(), ',', ' ');
    return text + '\n';
}

} // namespace gangway::foreign_text
