// SPDX-License-Identifier: MIT
#include "model/encodings.hpp"

#include <algorithm>

namespace gangway::compiler {

namespace {

basic stored_as(const field& f) {
    return f.enumeration != nullptr ? f.enumeration->base : f.type;
}

std::uint64_t longest_number(basic type, bool hex) {
    const auto size = scalar_size(type);
    const std::uint64_t sign = is_signed(type) ? 1 : 0;
    if (type == basic::boolean)
        return 1;
    if (hex)
        return sign + 2 + std::uint64_t{2} * size;
    return sign + (size == 1 ? 3 : size == 2 ? 5 : size == 4 ? 10 : 20 - sign);
}

/// A name, or the number of what has none; of flags: all of them and the rest as a number.
std::uint64_t longest_name(const enum_type& type) {
    std::uint64_t longest = longest_number(type.base, type.is_flags);
    for (const auto& v : type.values)
        longest = type.is_flags ? longest + v.name.size() + 1
                                : std::max<std::uint64_t>(longest, v.name.size());
    return longest;
}

std::uint64_t round_up(std::uint64_t bytes) {
    constexpr std::uint64_t align = 4; // NLA_ALIGNTO
    return (bytes + align - 1) / align * align;
}

constexpr std::uint64_t attribute_header = 4; // NLA_HDRLEN

std::uint64_t attribute_bytes(const field& f) {
    const std::uint64_t count = std::max(f.bound, 1U);
    if (f.structure != nullptr && f.form == shape::single)
        return attribute_header + attribute_bytes(*f.structure);
    if (f.structure != nullptr)
        return attribute_header + count * (attribute_header + attribute_bytes(*f.structure));
    if (f.type == basic::string)
        return attribute_header + round_up(count + 1); // its NUL
    if (f.type == basic::bytes)
        return attribute_header + round_up(count);
    return attribute_header + round_up(count * scalar_size(stored_as(f)));
}

} // namespace

std::uint64_t longest_text(const field& f) {
    if (f.type == basic::string)
        return f.bound;
    if (f.type == basic::bytes)
        return std::uint64_t{2} * f.bound;
    if (f.format == "ipv6")
        return 39;
    if (f.format == "mac")
        return 17;
    if (f.format == "uuid")
        return 36;
    const std::uint64_t one = f.format == "ipv4" ? 15
                              : f.enumeration != nullptr
                                  ? longest_name(*f.enumeration)
                                  : longest_number(f.type, f.format == "hex");
    const std::uint64_t count = std::max(f.bound, 1U);
    return count * one + (count - 1); // commas between
}

std::uint64_t environment_bytes(const struct_type& type) {
    constexpr std::string_view prefix = "GW_";
    std::uint64_t sum = 0;
    for (const auto& f : type.fields)
        if (f.structure == nullptr)
            sum += prefix.size() + f.name.size() + 1 + longest_text(f) + 1;
    return sum;
}

std::uint64_t attribute_bytes(const struct_type& type) {
    std::uint64_t sum = 0;
    for (const auto& f : type.fields)
        sum += attribute_bytes(f);
    return sum;
}

} // namespace gangway::compiler
