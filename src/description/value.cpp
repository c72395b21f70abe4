// SPDX-License-Identifier: MIT
//
// Bytes to JSON and back. A description was checked when it was parsed: every field is inside its
// struct, so nothing here checks sizes again except that of the caller's buffer.
#include <gangway/dynamic.hpp>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <gangway/types.hpp>

#include "description/explain.hpp"
#include "description/scalars.hpp"

namespace gangway::dynamic {

namespace {

using std::byte;

bool swapped(const scalar_info& s) {
    return s.form == (std::endian::native == std::endian::little ? number_form::big_endian
                                                                 : number_form::little_endian);
}

std::uint64_t load(const scalar_info& s, const byte* at) {
    std::array<byte, 8> raw{};
    std::copy_n(at, s.size, raw.begin());
    if (swapped(s) != (std::endian::native == std::endian::big))
        std::reverse(raw.begin(), raw.begin() + s.size);
    std::uint64_t bits = 0; // little endian from here on
    for (std::size_t i = s.size; i-- > 0;)
        bits = bits << 8 | std::to_integer<std::uint64_t>(raw[i]);
    return bits;
}

void store(const scalar_info& s, std::uint64_t bits, byte* at) {
    for (std::size_t i = 0; i < s.size; ++i, bits >>= 8)
        at[i] = static_cast<byte>(bits);
    if (swapped(s) != (std::endian::native == std::endian::big))
        std::reverse(at, at + s.size);
}

std::int64_t extend_sign(std::uint64_t bits, std::uint32_t size) {
    const unsigned unused = 64 - 8 * size;
    return static_cast<std::int64_t>(bits << unused) >> unused;
}

std::uint64_t largest(std::uint32_t size) {
    return std::numeric_limits<std::uint64_t>::max() >> (64 - 8 * size);
}

// ---------------------------------------------------------------------------------------------
// Octets written as text: addresses, identifiers, hexadecimal digits
// ---------------------------------------------------------------------------------------------

// An array of octets, or a be32, that its format turns into one string.
bool is_text(const field& f) {
    if (f.kind == scalar::bytes)
        return true;
    return f.kind == scalar::u8 && f.count != 0 && !f.format.empty();
}

bool is_ipv4_word(const field& f) {
    return f.format == "ipv4" && f.kind == scalar::be32;
}

template <typename T>
std::string octets_text(std::span<const byte> octets) {
    T value;
    std::memcpy(static_cast<void*>(&value), octets.data(), sizeof(T));
    return to_string(value);
}

std::string text_of(std::string_view format, std::span<const byte> octets) {
    if (format == "ipv4" && octets.size() == sizeof(ipv4))
        return octets_text<ipv4>(octets);
    if (format == "ipv6" && octets.size() == sizeof(ipv6))
        return octets_text<ipv6>(octets);
    if (format == "mac" && octets.size() == sizeof(mac))
        return octets_text<mac>(octets);
    if (format == "uuid" && octets.size() == sizeof(uuid))
        return octets_text<uuid>(octets);
    std::string text;
    for (const byte b : octets)
        text += fmt::format("{:02x}", std::to_integer<unsigned>(b));
    return text;
}

template <typename T>
bool octets_from(std::string_view text, std::span<byte> octets) {
    const auto value = T::parse(text);
    if (value)
        std::memcpy(octets.data(), &*value, sizeof(T));
    return value.has_value();
}

int hex_digit(char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto at = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
    return at == digits.npos ? -1 : static_cast<int>(at);
}

// Nothing if the text is not pairs of hexadecimal digits.
std::optional<std::vector<byte>> from_hex(std::string_view text) {
    std::vector<byte> octets;
    if (text.size() % 2 != 0)
        return std::nullopt;
    for (; !text.empty(); text.remove_prefix(2)) {
        const int high = hex_digit(text[0]);
        const int low = hex_digit(text[1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        octets.push_back(static_cast<byte>(high << 4 | low));
    }
    return octets;
}

// ---------------------------------------------------------------------------------------------
// Decoding
// ---------------------------------------------------------------------------------------------

value decode_struct(const layout& type, const byte* at);

value decode_names(const field& f, std::uint64_t bits) {
    if (f.kind == scalar::enumerate) {
        for (const auto& known : f.names->values)
            if (known.value == bits)
                return known.name;
        return bits;
    }
    auto set = value::array();
    for (const auto& known : f.names->values)
        if (known.value != 0 && (bits & known.value) == known.value) {
            set.push_back(known.name);
            bits &= ~known.value;
        }
    if (bits != 0)
        set.push_back(bits);
    return set;
}

value decode_one(const field& f, const byte* at) {
    switch (f.kind) {
    case scalar::structure:
        return decode_struct(*f.layout, at);
    case scalar::enumerate:
    case scalar::flags:
        return decode_names(f, load(info(f.names->base), at));
    case scalar::boolean:
        return *at != byte{0};
    default:
        break;
    }
    if (is_ipv4_word(f))
        return text_of(f.format, {at, sizeof(ipv4)});
    const auto& s = info(f.kind);
    const auto bits = load(s, at);
    return s.is_signed() ? value(extend_sign(bits, s.size)) : value(bits);
}

// How many values a field holds now; a faulty module's count is not trusted.
std::uint32_t count_at(const field& f, const byte* at) {
    if (f.max == 0)
        return f.count;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(load(info(scalar::u32), at), f.max));
}

value decode_field(const field& f, const byte* unit) {
    const byte* values = unit + f.data;
    if (f.kind == scalar::string) {
        const std::string_view room{reinterpret_cast<const char*>(unit), f.size};
        return std::string{room.substr(0, room.find('\0'))};
    }
    if (is_text(f))
        return text_of(f.kind == scalar::bytes ? "" : f.format, {values, count_at(f, unit)});
    if (!f.is_array())
        return decode_one(f, values);
    auto list = value::array();
    for (std::uint32_t i = 0, n = count_at(f, unit); i < n; ++i)
        list.push_back(decode_one(f, values + std::size_t{i} * f.elem_size));
    return list;
}

value decode_struct(const layout& type, const byte* at) {
    auto object = value::object();
    for (const auto& f : type.fields)
        if (f.given == 0 || at[f.offset + f.given] != byte{0})
            object[f.name] = decode_field(f, at + f.offset);
    return object;
}

// ---------------------------------------------------------------------------------------------
// Encoding. Errors are thrown; the path to the field is prepended on the way out.
// ---------------------------------------------------------------------------------------------

[[noreturn]] void refuse(const std::string& why) {
    throw exception{{.number = EINVAL, .message = why}};
}

std::string shown(const value& v) {
    return v.dump(-1, ' ', false, value::error_handler_t::replace);
}

std::uint64_t integer(const value& from, const scalar_info& s) {
    if (!from.is_number_integer())
        refuse(fmt::format("expected an integer, not {}", shown(from)));
    // JSON made from a program's int is signed, even if it is not negative.
    const bool negative = !from.is_number_unsigned() && from.get<std::int64_t>() < 0;
    const auto bits = from.get<std::uint64_t>();
    const auto least = extend_sign(std::uint64_t{1} << (8 * s.size - 1), s.size);
    if (negative ? !s.is_signed() || from.get<std::int64_t>() < least
                 : bits > (s.is_signed() ? largest(s.size) >> 1 : largest(s.size)))
        refuse(fmt::format("{} does not fit into {}", shown(from), s.name));
    return bits;
}

std::uint64_t named_integer(const value& from, const names& n) {
    if (!from.is_string())
        return integer(from, info(n.base));
    const auto& word = from.get_ref<const std::string&>();
    for (const auto& known : n.values)
        if (known.name == word)
            return known.value;
    const auto words = words_of(n.values);
    refuse(fmt::format("there is no {} in {}{}; it has: {}", in_quotes(word), n.name,
                       did_you_mean(word, words), fmt::join(words, ", ")));
}

// A list, or as text has it: "read|write", "0".
std::uint64_t flags(const value& from, const names& n) {
    std::uint64_t bits = 0;
    if (from.is_array())
        for (const auto& one : from)
            bits |= named_integer(one, n);
    if (from.is_array() || from == "0")
        return bits;
    if (!from.is_string())
        return named_integer(from, n);
    std::string_view rest = from.get_ref<const std::string&>();
    for (auto bar = rest.find('|'); bar != rest.npos; bar = rest.find('|')) {
        bits |= named_integer(value(rest.substr(0, bar)), n);
        rest.remove_prefix(bar + 1);
    }
    return bits | named_integer(value(rest), n);
}

void encode_struct(const layout& type, const value& from, byte* at);

std::string wanted_text(std::string_view format, std::size_t size) {
    if (format == "ipv4")
        return "an IPv4 address";
    if (format == "ipv6")
        return "an IPv6 address";
    if (format == "mac")
        return "a MAC address";
    if (format == "uuid")
        return "a UUID";
    return fmt::format("{} hexadecimal digits", 2 * size);
}

void encode_text(std::string_view format, const std::string& text, std::span<byte> octets) {
    bool good = false;
    if (format == "ipv4" && octets.size() == sizeof(ipv4)) {
        good = octets_from<ipv4>(text, octets);
    } else if (format == "ipv6" && octets.size() == sizeof(ipv6)) {
        good = octets_from<ipv6>(text, octets);
    } else if (format == "mac" && octets.size() == sizeof(mac)) {
        good = octets_from<mac>(text, octets);
    } else if (format == "uuid" && octets.size() == sizeof(uuid)) {
        good = octets_from<uuid>(text, octets);
    } else if (const auto bytes = from_hex(text); bytes && bytes->size() == octets.size()) {
        std::copy(bytes->begin(), bytes->end(), octets.begin());
        good = true;
    }
    if (!good)
        refuse(fmt::format("not {}: {}", wanted_text(format, octets.size()), in_quotes(text)));
}

void encode_one(const field& f, const value& from, byte* at) {
    switch (f.kind) {
    case scalar::structure:
        return encode_struct(*f.layout, from, at);
    case scalar::enumerate:
        return store(info(f.names->base), named_integer(from, *f.names), at);
    case scalar::flags:
        return store(info(f.names->base), flags(from, *f.names), at);
    case scalar::boolean:
        if (!from.is_boolean())
            refuse(fmt::format("expected true or false, not {}", shown(from)));
        *at = byte{from.get<bool>()};
        return;
    default:
        break;
    }
    if (is_ipv4_word(f) && from.is_string())
        return encode_text(f.format, from.get_ref<const std::string&>(), {at, sizeof(ipv4)});
    store(info(f.kind), integer(from, info(f.kind)), at);
}

void encode_string(const field& f, const std::string& text, byte* unit) {
    if (text.size() > f.max)
        refuse(fmt::format("{} bytes are too many, at most {} fit", text.size(), f.max));
    if (text.find('\0') != text.npos)
        refuse("a string cannot contain a NUL");
    std::memcpy(unit, text.data(), text.size());
}

void encode_bytes(const field& f, const std::string& text, byte* unit) {
    const auto octets = from_hex(text);
    if (!octets)
        refuse(fmt::format("not hexadecimal digits, two for each byte: {}", in_quotes(text)));
    if (octets->size() > f.max)
        refuse(fmt::format("{} bytes are too many, at most {} fit", octets->size(), f.max));
    store(info(scalar::u32), octets->size(), unit);
    std::copy(octets->begin(), octets->end(), unit + f.data);
}

void encode_array(const field& f, const value& from, byte* unit) {
    if (!from.is_array())
        refuse(fmt::format("expected an array, not {}", shown(from)));
    if (f.max == 0 ? from.size() != f.count : from.size() > f.max)
        refuse(fmt::format("{} values, expected {}{}", from.size(), f.max == 0 ? "" : "at most ",
                           f.max == 0 ? f.count : f.max));
    if (f.max != 0)
        store(info(scalar::u32), from.size(), unit);
    byte* at = unit + f.data;
    for (const auto& one : from) {
        encode_one(f, one, at);
        at += f.elem_size;
    }
}

void encode_field(const field& f, const value& from, byte* unit) {
    const bool wants_text = f.kind == scalar::string || f.kind == scalar::bytes;
    if (wants_text && !from.is_string())
        refuse(fmt::format("expected a string, not {}", shown(from)));
    if (f.kind == scalar::string)
        return encode_string(f, from.get_ref<const std::string&>(), unit);
    if (f.kind == scalar::bytes)
        return encode_bytes(f, from.get_ref<const std::string&>(), unit);
    if (is_text(f) && from.is_string())
        return encode_text(f.format, from.get_ref<const std::string&>(), {unit, f.size});
    if (f.is_array())
        return encode_array(f, from, unit);
    encode_one(f, from, unit);
}

void refuse_strangers(const layout& type, const value& from) {
    const auto words = words_of(type.fields);
    for (const auto& [word, ignored] : from.items())
        if (std::find(words.begin(), words.end(), word) == words.end())
            refuse(fmt::format("there is no {}{}; there is: {}", in_quotes(word),
                               did_you_mean(word, words), fmt::join(words, ", ")));
}

void encode_struct(const layout& type, const value& from, byte* at) {
    if (!from.is_object())
        refuse(fmt::format("expected an object, not {}", shown(from)));
    refuse_strangers(type, from);
    for (const auto& f : type.fields) {
        const auto found = from.find(f.name);
        if (f.given != 0)
            at[f.offset + f.given] = byte{found != from.end()};
        if (found == from.end() && f.given != 0)
            continue;
        if (found == from.end())
            refuse(fmt::format("{} is missing", f.name));
        try {
            encode_field(f, *found, at + f.offset);
        } catch (const exception& e) {
            refuse(fmt::format("{}: {}", f.name, e.error().message));
        }
    }
}

} // namespace

value decode(const layout& type, std::span<const byte> bytes) {
    std::vector<byte> whole(bytes.begin(), bytes.end());
    whole.resize(std::max<std::size_t>(type.size, 1)); // data() of an empty one may be null
    return decode_struct(type, whole.data());
}

value decode(const item& record) {
    return decode(record.event().out, record.bytes());
}

result<std::vector<byte>> encode(const layout& type, const value& from) {
    std::vector<byte> bytes(type.size);
    try {
        encode_struct(type, from, bytes.data());
    } catch (const exception& e) {
        return e.error();
    }
    return bytes;
}

} // namespace gangway::dynamic
