// SPDX-License-Identifier: MIT
//
// The scalar types of descriptions, as a table.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include <gangway/description.hpp>

namespace gangway::dynamic {

struct scalar_info {
    scalar kind;
    std::string_view name;
    std::uint32_t size; // of one value, which is also its alignment; of string and bytes: a unit
    bool is_signed = false;
    bool big_endian = false;
    bool little_endian = false;
};

inline constexpr std::array<scalar_info, 17> scalars{{
    {scalar::boolean, "bool", 1},
    {scalar::u8, "u8", 1},
    {scalar::u16, "u16", 2},
    {scalar::u32, "u32", 4},
    {scalar::u64, "u64", 8},
    {scalar::s8, "s8", 1, true},
    {scalar::s16, "s16", 2, true},
    {scalar::s32, "s32", 4, true},
    {scalar::s64, "s64", 8, true},
    {scalar::be16, "be16", 2, false, true},
    {scalar::be32, "be32", 4, false, true},
    {scalar::be64, "be64", 8, false, true},
    {scalar::le16, "le16", 2, false, false, true},
    {scalar::le32, "le32", 4, false, false, true},
    {scalar::le64, "le64", 8, false, false, true},
    {scalar::string, "string", 1},
    {scalar::bytes, "bytes", 1},
}};

constexpr const scalar_info* find_scalar(std::string_view name) noexcept {
    const auto* found = std::find_if(scalars.begin(), scalars.end(),
                                     [&](const scalar_info& s) { return s.name == name; });
    return found == scalars.end() ? nullptr : found;
}

/// Of bool … bytes: the table is in the order of the enum.
constexpr const scalar_info& info(scalar kind) noexcept {
    return scalars[static_cast<std::size_t>(kind)];
}

constexpr std::uint32_t scalar_size(scalar kind) noexcept {
    return info(kind).size;
}

} // namespace gangway::dynamic
