// SPDX-License-Identifier: MIT
#include "integers.hpp"

#include <cstring>
#include <limits>

#include "description/scalars.hpp"

namespace gangway::existing {

namespace {

using dynamic::field;
using dynamic::number_form;

const dynamic::scalar_info& form_of(const field& f) {
    return dynamic::info(f.names ? f.names->base : f.kind);
}

template <typename Unsigned, typename Signed>
integer load_as(std::span<const std::byte> from, bool is_signed) {
    Unsigned value{};
    std::memcpy(&value, from.data(), sizeof(value));
    const auto with_sign = static_cast<Signed>(value);
    if (is_signed && with_sign < 0)
        return {static_cast<std::uint64_t>(std::int64_t{with_sign}), true};
    return {value};
}

template <typename T>
void store_as(std::uint64_t bits, std::span<std::byte> into) {
    const auto narrow = static_cast<T>(bits);
    std::memcpy(into.data(), &narrow, sizeof(narrow));
}

// Has a field of that many bytes room for it?
bool fits(integer value, std::size_t size, bool is_signed) {
    const auto bits = 8 * static_cast<unsigned>(size);
    if (value.negative)
        return is_signed && static_cast<std::int64_t>(value.bits) >> (bits - 1) == -1;
    return value.bits <= std::numeric_limits<std::uint64_t>::max() >>
           (64 - bits + (is_signed ? 1 : 0));
}

} // namespace

bool is_integer(const field& f) {
    if (f.names)
        return true;
    if (f.kind >= dynamic::scalar::enumerate)
        return false;
    const auto form = form_of(f).form;
    return form == number_form::unsigned_native || form == number_form::signed_native;
}

std::optional<integer> load(std::span<const std::byte> from, const field& f) {
    const bool is_signed = form_of(f).is_signed();
    switch (from.size()) {
    case 1:
        return load_as<std::uint8_t, std::int8_t>(from, is_signed);
    case 2:
        return load_as<std::uint16_t, std::int16_t>(from, is_signed);
    case 4:
        return load_as<std::uint32_t, std::int32_t>(from, is_signed);
    case 8:
        return load_as<std::uint64_t, std::int64_t>(from, is_signed);
    default:
        return std::nullopt;
    }
}

bool store(integer value, const field& f, std::span<std::byte> into) {
    if (!fits(value, f.elem_size, form_of(f).is_signed()))
        return false;
    switch (f.elem_size) {
    case 1:
        store_as<std::uint8_t>(value.bits, into);
        break;
    case 2:
        store_as<std::uint16_t>(value.bits, into);
        break;
    case 4:
        store_as<std::uint32_t>(value.bits, into);
        break;
    default:
        store_as<std::uint64_t>(value.bits, into);
    }
    return true;
}

std::string to_string(integer value) {
    return value.negative ? std::to_string(static_cast<std::int64_t>(value.bits))
                          : std::to_string(value.bits);
}

} // namespace gangway::existing
