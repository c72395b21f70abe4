// SPDX-License-Identifier: MIT
//
// Integers of a kernel in whatever width it uses, as fields of the width that is described.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <gangway/description.hpp>

namespace gangway::existing {

/// Is it one, in the machine's byte order: also an enum, or flags?
bool is_integer(const dynamic::field& f);

/// From -2^63 to 2^64 - 1.
struct integer {
    std::uint64_t bits = 0; ///< of a negative one, its two's complement
    bool negative = false;
};

/// Of 1, 2, 4 or 8 bytes, signed if the field is; else nothing.
std::optional<integer> load(std::span<const std::byte> from, const dynamic::field& f);

/// False: it does not fit.
bool store(integer value, const dynamic::field& f, std::span<std::byte> into);

std::string to_string(integer value);

} // namespace gangway::existing
