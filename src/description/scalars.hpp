// SPDX-License-Identifier: MIT
//
// types.def as a table.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include <gangway/description.hpp>

namespace gangway::dynamic {

enum class number_form : std::uint8_t {
    none,
    unsigned_native,
    signed_native,
    big_endian,
    little_endian,
};

struct scalar_info {
    scalar kind;
    std::string_view name;
    std::uint32_t size; // of one value, which is also its alignment; of string and bytes: a unit
    number_form form;

    [[nodiscard]] constexpr bool is_signed() const noexcept {
        return form == number_form::signed_native;
    }
};

inline constexpr auto scalars = std::to_array<scalar_info>({
#define GW_TYPE(NAME, id, name, word, size, form, ...)                                             \
    {scalar::name, word, size, number_form::form},
#include <gangway/types.def>
});

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
