// SPDX-License-Identifier: MIT
#include "netlink/attributes.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace gangway {

using dynamic::field;
using dynamic::layout;
using dynamic::scalar;

bool is_counted(const field& f) {
    return f.kind != scalar::string && f.max != 0;
}

namespace {

std::size_t most(const field& f) {
    return std::max<std::size_t>({f.count, f.max, 1});
}

} // namespace

std::size_t count_values(const field& f, std::span<const std::byte> data) {
    if (!is_counted(f))
        return most(f);
    std::uint32_t n = 0;
    std::memcpy(&n, &data[f.offset], sizeof(n));
    return std::min<std::size_t>(n, f.max);
}

namespace {

template <typename Bytes>
Bytes value(const field& f, Bytes data, std::size_t index) {
    return data.subspan(f.offset + f.data + (index * f.elem_size), f.elem_size);
}

bool put_struct(nlmsghdr* message, std::size_t room, std::uint16_t type, const layout& as,
                std::span<const std::byte> data);

bool put_structs(nlmsghdr* message, std::size_t room, std::uint16_t type, const field& f,
                 std::span<const std::byte> data) {
    auto* const nest = mnl_attr_nest_start_check(message, room, type);
    if (nest == nullptr)
        return false;
    for (std::size_t i = 0; i < count_values(f, data); ++i)
        if (!put_struct(message, room, static_cast<std::uint16_t>(1 + i), *f.layout,
                        value(f, data, i)))
            return false;
    mnl_attr_nest_end(message, nest);
    return true;
}

bool put_field(nlmsghdr* message, std::size_t room, std::uint16_t type, const field& f,
               std::span<const std::byte> data) {
    const auto* const at = &data[f.offset + f.data];
    if (f.kind == scalar::structure)
        return f.is_array() ? put_structs(message, room, type, f, data)
                            : put_struct(message, room, type, *f.layout, value(f, data, 0));
    if (f.kind == scalar::string) {
        const auto* const text = reinterpret_cast<const char*>(at);
        return mnl_attr_put_check(message, room, type, strnlen(text, f.max) + 1, text);
    }
    return mnl_attr_put_check(message, room, type, count_values(f, data) * f.elem_size, at);
}

bool put_struct(nlmsghdr* message, std::size_t room, std::uint16_t type, const layout& as,
                std::span<const std::byte> data) {
    auto* const nest = mnl_attr_nest_start_check(message, room, type);
    if (nest == nullptr)
        return false;
    for (std::size_t i = 0; i < as.fields.size(); ++i)
        if (!put_field(message, room, static_cast<std::uint16_t>(1 + i), as.fields[i], data))
            return false;
    mnl_attr_nest_end(message, nest);
    return true;
}

void get_structs(const nlattr* nest, const field& f, std::span<std::byte> data) {
    std::uint32_t n = 0;
    for_each_nested(nest, [&](const nlattr* each) {
        if (n < most(f))
            get_attributes(each, *f.layout, value(f, data, n++));
    });
    if (is_counted(f))
        std::memcpy(&data[f.offset], &n, sizeof(n));
}

void get_field(const nlattr* from, const field& f, std::span<std::byte> data) {
    if (f.kind == scalar::structure) {
        if (f.is_array())
            get_structs(from, f, data);
        else
            get_attributes(from, *f.layout, value(f, data, 0));
        return;
    }
    const std::size_t room = f.kind == scalar::string ? f.max : most(f) * f.elem_size;
    const auto size = std::min<std::size_t>(mnl_attr_get_payload_len(from), room);
    std::memcpy(&data[f.offset + f.data], mnl_attr_get_payload(from), size);
    if (is_counted(f)) {
        const auto n = static_cast<std::uint32_t>(size / f.elem_size);
        std::memcpy(&data[f.offset], &n, sizeof(n));
    }
}

} // namespace

bool put_attributes(nlmsghdr* message, std::size_t room, std::uint16_t type, const layout& as,
                    std::span<const std::byte> data) {
    if (data.size() >= as.size)
        return put_struct(message, room, type, as, data);
    std::vector<std::byte> whole(data.begin(), data.end());
    whole.resize(as.size);
    return put_struct(message, room, type, as, whole);
}

void get_attributes(const nlattr* nest, const layout& as, std::span<std::byte> data) {
    for_each_nested(nest, [&](const nlattr* each) {
        const std::size_t index = mnl_attr_get_type(each) - std::size_t{1};
        if (index < as.fields.size())
            get_field(each, as.fields[index], data);
    });
}

} // namespace gangway
