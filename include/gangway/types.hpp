// SPDX-License-Identifier: MIT
//
// The types of a description in C++. Each has exactly the layout of its counterpart in
// NAME.gw.h, so that a generated struct *is* the message: no conversion, no implicit padding.
// All are trivially copyable, start out zero, and print with fmt.
//
//     bool            gangway::boolean        be32 {format: ipv4}          gangway::ipv4
//     u8 … s64        std::uint8_t …          u8 {count: 16, format: ipv6} gangway::ipv6
//     be16 … le64     gangway::be<T>, le<T>   u8 {count: 6, format: mac}   gangway::mac
//     string max N    fixed_string<N + 1>     u8 {count: 16, format: uuid} gangway::uuid
//     bytes max N     gangway::bytes<N>       T {count: N}                 std::array<T, N>
//     enum, flags     enum class              T {max: N}                   bounded_array<T, N>
//                                             optional: true               optional<T>
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

namespace gangway {

/// A type whose bytes are the wire format: every generated struct, and everything below.
template <typename T>
concept wire_type = std::is_trivially_copyable_v<T> && std::is_standard_layout_v<T>;

/// A bool as the kernel's __u8. A byte other than 0 and 1 in a record reads as true.
class boolean {
public:
    constexpr boolean() noexcept = default;
    constexpr boolean(bool value) noexcept
        : raw_{value} {}
    constexpr operator bool() const noexcept { return raw_ != 0; }

private:
    std::uint8_t raw_ = 0;
};

namespace detail {

// Works in constant evaluation, unlike the functions of <endian.h>.
template <std::unsigned_integral T>
constexpr T swap_bytes(T value) noexcept {
    auto bytes = std::bit_cast<std::array<std::uint8_t, sizeof(T)>>(value);
    std::reverse(bytes.begin(), bytes.end());
    return std::bit_cast<T>(bytes);
}

template <std::unsigned_integral T, std::endian Order>
class ordered {
public:
    constexpr ordered() noexcept = default;
    constexpr ordered(T value) noexcept
        : raw_{convert(value)} {}
    constexpr operator T() const noexcept { return convert(raw_); }

private:
    static constexpr T convert(T value) noexcept {
        return Order == std::endian::native ? value : swap_bytes(value);
    }

    alignas(sizeof(T)) T raw_ = 0;
};

} // namespace detail

/// An integer in big- or little-endian order on the wire and in the host's order to you.
template <std::unsigned_integral T>
using be = detail::ordered<T, std::endian::big>;
template <std::unsigned_integral T>
using le = detail::ordered<T, std::endian::little>;

/// An IPv4 address; four bytes in network order, aligned as a be32.
class alignas(4) ipv4 {
public:
    constexpr ipv4() noexcept = default;
    constexpr ipv4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) noexcept
        : octets_{a, b, c, d} {}
    /// "10.0.0.1" and nothing else: no names, no shorter forms.
    static std::optional<ipv4> parse(std::string_view text) noexcept;

    [[nodiscard]] constexpr const std::array<std::uint8_t, 4>& octets() const noexcept {
        return octets_;
    }
    constexpr auto operator<=>(const ipv4&) const noexcept = default;

private:
    std::array<std::uint8_t, 4> octets_{};
};

/// Sixteen, six or sixteen bytes: addresses and identifiers that differ in how they are written.
/// parse() accepts what formatting produces.
template <std::size_t Size, typename Tag>
class octet_string {
public:
    constexpr octet_string() noexcept = default;
    constexpr explicit octet_string(const std::array<std::uint8_t, Size>& octets) noexcept
        : octets_{octets} {}
    static std::optional<octet_string> parse(std::string_view text) noexcept;

    [[nodiscard]] constexpr const std::array<std::uint8_t, Size>& octets() const noexcept {
        return octets_;
    }
    constexpr auto operator<=>(const octet_string&) const noexcept = default;

private:
    std::array<std::uint8_t, Size> octets_{};
};

using ipv6 = octet_string<16, struct ipv6_tag>; // "fe80::1"
using mac = octet_string<6, struct mac_tag>;    // "02:00:00:00:00:01"
using uuid = octet_string<16, struct uuid_tag>; // "00112233-4455-6677-8899-aabbccddeeff"

/// The usual way to write one.
std::string to_string(const ipv4& address);
std::string to_string(const ipv6& address);
std::string to_string(const mac& address);
std::string to_string(const uuid& id);

/// A string of at most Size - 1 bytes: NUL-terminated, padded with zeros. A faulty module may omit
/// the NUL; view() then ends at the array's end.
template <std::size_t Size>
class fixed_string {
    static_assert(Size > 0);

public:
    constexpr fixed_string() noexcept = default;
    /// Throws std::length_error when text is longer than capacity(), or holds a NUL.
    constexpr fixed_string(std::string_view text) {
        if (text.size() > capacity() || text.find('\0') != text.npos)
            throw std::length_error{"gangway::fixed_string: too long, or a NUL inside"};
        std::copy(text.begin(), text.end(), chars_.begin());
    }
    constexpr fixed_string(const char* text)
        : fixed_string{std::string_view{text}} {}

    static constexpr std::size_t capacity() noexcept { return Size - 1; }
    [[nodiscard]] constexpr std::string_view view() const noexcept {
        const auto end = std::find(chars_.begin(), chars_.end(), '\0');
        return {chars_.data(), static_cast<std::size_t>(end - chars_.begin())};
    }
    constexpr operator std::string_view() const noexcept { return view(); }
    /// With another, or anything that is a std::string_view too.
    template <std::convertible_to<std::string_view> T>
    friend constexpr bool operator==(const fixed_string& a, const T& b) noexcept {
        return a.view() == std::string_view{b};
    }

private:
    std::array<char, Size> chars_{};
};

namespace detail {

// alignof of a 64-bit integer inside a struct is 4 on i386; on the wire it is 8 everywhere.
template <typename T>
inline constexpr std::size_t wire_align =
    std::is_integral_v<T> || std::is_enum_v<T> ? sizeof(T) : alignof(T);

template <typename T>
inline constexpr std::size_t counted_align = std::max<std::size_t>(4, wire_align<T>);

// Size zeros, possibly none. (Two empty members of one type would have two addresses.)
template <std::size_t Size, int Which>
struct filler {
    std::array<std::uint8_t, Size> zeros{};
};
template <int Which>
struct filler<0, Which> {};

} // namespace detail

/// Up to N values of T: a count, then room for all. Values past the count are zero.
template <wire_type T, std::size_t N>
class alignas(detail::counted_align<T>) bounded_array {
public:
    constexpr bounded_array() noexcept = default;
    /// Throws std::length_error when there are more than capacity().
    constexpr bounded_array(std::span<const T> values) {
        if (values.size() > N)
            throw std::length_error{"gangway::bounded_array: too many values"};
        std::copy(values.begin(), values.end(), values_.begin());
        count_ = static_cast<std::uint32_t>(values.size());
    }
    constexpr bounded_array(std::initializer_list<T> values)
        : bounded_array{std::span{values.begin(), values.size()}} {}

    static constexpr std::size_t capacity() noexcept { return N; }
    // A faulty module's count is never trusted to be within bounds.
    [[nodiscard]] constexpr std::size_t size() const noexcept {
        return std::min<std::size_t>(count_, N);
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] constexpr const T* data() const noexcept { return values_.data(); }
    [[nodiscard]] constexpr const T* begin() const noexcept { return values_.data(); }
    [[nodiscard]] constexpr const T* end() const noexcept { return values_.data() + size(); }
    constexpr const T& operator[](std::size_t i) const noexcept { return values_[i]; }
    constexpr operator std::span<const T>() const noexcept { return {data(), size()}; }
    constexpr bool operator==(const bounded_array& other) const
        requires std::equality_comparable<T>
    {
        return std::equal(begin(), end(), other.begin(), other.end());
    }

private:
    // Every byte is a member, so that all are initialised: the kernel refuses padding that is not
    // zero.
    static constexpr std::size_t align = detail::counted_align<T>;
    static constexpr std::size_t rest = (align - N * sizeof(T) % align) % align;
    std::uint32_t count_ = 0;
    [[no_unique_address]] detail::filler<align - 4, 0> pad_;
    alignas(detail::wire_align<T>) std::array<T, N> values_{};
    [[no_unique_address]] detail::filler<rest, 1> rest_;
};

/// Up to N bytes: a length, then room for all.
template <std::size_t N>
using bytes = bounded_array<std::uint8_t, N>;

/// A value, or none, which is not the same as zero. Used as std::optional, from which and to which
/// it converts.
template <wire_type T>
class alignas(detail::wire_align<T>) optional {
public:
    constexpr optional() noexcept = default;
    constexpr optional(std::nullopt_t /*none*/) noexcept {}
    template <std::convertible_to<T> U>
        requires(!std::same_as<std::remove_cvref_t<U>, optional>)
    constexpr optional(U&& value)
        : value_{static_cast<T>(std::forward<U>(value))}
        , given_{1} {}
    constexpr optional(const std::optional<T>& from)
        : value_{from.value_or(T{})}
        , given_{from ? std::uint8_t{1} : std::uint8_t{0}} {}

    [[nodiscard]] constexpr bool has_value() const noexcept { return given_ != 0; }
    explicit constexpr operator bool() const noexcept { return has_value(); }
    /// Zero if there is none.
    constexpr const T& operator*() const noexcept { return value_; }
    constexpr const T* operator->() const noexcept { return &value_; }
    [[nodiscard]] constexpr T value_or(const T& other) const {
        return has_value() ? value_ : other;
    }
    constexpr operator std::optional<T>() const {
        return has_value() ? std::optional{value_} : std::nullopt;
    }
    constexpr bool operator==(const optional& other) const
        requires std::equality_comparable<T>
    {
        return has_value() == other.has_value() && (!has_value() || value_ == other.value_);
    }

private:
    static constexpr std::size_t align = detail::wire_align<T>;
    static constexpr std::size_t rest = (align - (sizeof(T) + 1) % align) % align;
    alignas(align) T value_{};
    std::uint8_t given_ = 0;
    [[no_unique_address]] detail::filler<rest, 2> rest_;
};

// ---------------------------------------------------------------------------------------------
// Enums and flags. Generated code specialises names_of for each of its own.
// ---------------------------------------------------------------------------------------------

/// `static constexpr std::array<std::pair<E, std::string_view>, N> values` and `bool flags`.
template <typename E>
struct names_of;

template <typename E>
concept named_enum = std::is_enum_v<E> && requires { names_of<E>::values; };
template <typename E>
concept flags_enum = named_enum<E> && names_of<E>::flags;

/// "fast"; flags: "read|write". A value without a name is a number: "7", "read|0x40"; no flag: "0".
template <named_enum E>
std::string to_string(E value) {
    using base = std::make_unsigned_t<std::underlying_type_t<E>>;
    auto rest = static_cast<base>(value);
    std::string text;
    for (const auto& [known, name] : names_of<E>::values) {
        if constexpr (!flags_enum<E>) {
            if (known == value)
                return std::string{name};
        } else if (const auto bits = static_cast<base>(known); bits != 0 && (rest & bits) == bits) {
            (text += text.empty() ? "" : "|") += name;
            rest = static_cast<base>(rest & ~bits);
        }
    }
    if (flags_enum<E> && rest != 0)
        return fmt::format("{}{}{:#x}", text, text.empty() ? "" : "|", rest);
    return text.empty() ? fmt::format("{}", rest) : text;
}

/// Generated namespaces import these with using-declarations, so that they are found there.
namespace flag_operators {
// NOLINTBEGIN(*EnumCastOutOfRange): several flags together are no enumerator
template <flags_enum E>
constexpr E operator|(E a, E b) noexcept {
    using base = std::underlying_type_t<E>;
    return static_cast<E>(static_cast<base>(a) | static_cast<base>(b));
}
template <flags_enum E>
constexpr E operator&(E a, E b) noexcept {
    using base = std::underlying_type_t<E>;
    return static_cast<E>(static_cast<base>(a) & static_cast<base>(b));
}
template <flags_enum E>
constexpr E operator~(E a) noexcept {
    using base = std::underlying_type_t<E>;
    return static_cast<E>(~static_cast<base>(a));
}
template <flags_enum E>
constexpr E& operator|=(E& a, E b) noexcept {
    return a = a | b;
}
template <flags_enum E>
constexpr E& operator&=(E& a, E b) noexcept {
    return a = a & b;
}
// NOLINTEND(*EnumCastOutOfRange)
} // namespace flag_operators

/// True when any of the `wanted` flags is set.
template <flags_enum E>
constexpr bool any(E set, E wanted) noexcept {
    using base = std::underlying_type_t<E>;
    return (static_cast<base>(set) & static_cast<base>(wanted)) != 0;
}

} // namespace gangway

// ---------------------------------------------------------------------------------------------
// Formatting
// ---------------------------------------------------------------------------------------------

/// true, false, or as an integer if asked for: {:d}
template <>
struct fmt::formatter<gangway::boolean> : fmt::formatter<bool> {
    template <typename Context>
    auto format(gangway::boolean value, Context& ctx) const {
        return fmt::formatter<bool>::format(bool{value}, ctx);
    }
};

/// As the integer, with its format specifications.
template <typename T, std::endian Order>
struct fmt::formatter<gangway::detail::ordered<T, Order>> : fmt::formatter<T> {
    template <typename Context>
    auto format(gangway::detail::ordered<T, Order> value, Context& ctx) const {
        return fmt::formatter<T>::format(T{value}, ctx);
    }
};

template <std::size_t Size>
struct fmt::formatter<gangway::fixed_string<Size>> : fmt::formatter<std::string_view> {
    template <typename Context>
    auto format(const gangway::fixed_string<Size>& value, Context& ctx) const {
        return fmt::formatter<std::string_view>::format(value.view(), ctx);
    }
};

namespace gangway {

/// An optional value as `how` says; nothing if there is none.
template <typename T>
std::string shown(const optional<T>& value, std::string_view how = "{}") {
    if (!value)
        return {};
    if constexpr (std::ranges::range<const T> && !fmt::is_formattable<T>::value)
        return fmt::format("[{}]", fmt::join(*value, ", "));
    else
        return fmt::format(fmt::runtime(how), *value);
}

/// Base of the formatters of generated structs, which take no format specifications.
struct struct_formatter {
    static constexpr auto parse(fmt::format_parse_context& ctx) { return ctx.begin(); }
};

} // namespace gangway

namespace gangway::detail {

// What prints through to_string takes the specifications of strings: width, fill, alignment.
struct text_formatter : fmt::formatter<std::string_view> {
    template <typename T, typename Context>
    auto format(const T& value, Context& ctx) const {
        return fmt::formatter<std::string_view>::format(to_string(value), ctx);
    }
};

} // namespace gangway::detail

template <>
struct fmt::formatter<gangway::ipv4> : gangway::detail::text_formatter {};

template <std::size_t Size, typename Tag>
struct fmt::formatter<gangway::octet_string<Size, Tag>> : gangway::detail::text_formatter {};

template <gangway::named_enum E>
struct fmt::formatter<E> : fmt::formatter<std::string_view> {
    template <typename Context>
    auto format(E value, Context& ctx) const {
        return fmt::formatter<std::string_view>::format(gangway::to_string(value), ctx);
    }
};

/// [1, 2, 3] with each value as {} shows it; bytes as hexadecimal digits: 0a1bff
template <typename T, std::size_t N>
struct fmt::formatter<gangway::bounded_array<T, N>> {
    constexpr auto parse(fmt::format_parse_context& ctx) const { return ctx.begin(); }
    template <typename Context>
    auto format(const gangway::bounded_array<T, N>& value, Context& ctx) const {
        std::string text; // format_to() would be instantiated again in each program
        if constexpr (std::same_as<T, std::uint8_t>)
            text = fmt::format("{:02x}", fmt::join(value, ""));
        else
            text = fmt::format("[{}]", fmt::join(value, ", "));
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};
