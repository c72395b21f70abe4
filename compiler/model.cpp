// SPDX-License-Identifier: MIT
#include "model.hpp"

#include <algorithm>
#include <array>

namespace gangway::compiler {

namespace {

struct basic_info {
    std::string_view name;
    std::uint32_t size;
};

constexpr std::array<basic_info, 20> basics{{
    {"bool", 1}, {"u8", 1},   {"u16", 2},   {"u32", 4},    {"u64", 8},    {"s8", 1},    {"s16", 2},
    {"s32", 4},  {"s64", 8},  {"be16", 2},  {"be32", 4},   {"be64", 8},   {"le16", 2},  {"le32", 4},
    {"le64", 8}, {"enum", 0}, {"flags", 0}, {"struct", 0}, {"string", 0}, {"bytes", 0},
}};

const basic_info& info(basic type) noexcept {
    return basics[static_cast<std::size_t>(type)];
}

} // namespace

std::string_view to_string(basic type) noexcept {
    return info(type).name;
}

std::uint32_t scalar_size(basic type) noexcept {
    return info(type).size;
}

bool is_integer(basic type) noexcept {
    return type >= basic::u8 && type <= basic::le64;
}

bool is_signed(basic type) noexcept {
    return type >= basic::s8 && type <= basic::s64;
}

std::string_view field::type_name() const noexcept {
    if (structure != nullptr)
        return structure->name;
    if (enumeration != nullptr)
        return enumeration->name;
    return to_string(type);
}

std::uint32_t call::size() const noexcept {
    return std::max(request.size(), reply.size());
}

std::uint32_t call::min() const noexcept {
    return std::max(request.min, reply.min);
}

std::string_view element::kind() const noexcept {
    constexpr std::array<std::string_view, 5> names{"property", "call", "event", "table", "stream"};
    return names[body.index()];
}

bool element::goes_by(std::string_view carrier_name) const noexcept {
    return std::ranges::find(via, carrier_name, &carrier::name) != via.end();
}

std::string upper(std::string_view name) {
    std::string text{name};
    for (char& c : text)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return text;
}

} // namespace gangway::compiler
