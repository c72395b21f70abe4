// SPDX-License-Identifier: MIT
//
// A structure with a field of every kind that has a text, as the compiler would describe it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

extern "C" {
#include <text/text.h>
}

namespace text_test {

struct all {
    std::uint8_t flag;
    std::uint8_t small;
    std::uint16_t list[5];
    std::uint32_t list_count;
    std::uint32_t fixed[3];
    std::uint64_t wide;
    std::uint64_t mask;
    std::int8_t s_8;
    std::int16_t s_16;
    std::int32_t s_32;
    std::int64_t s_64;
    std::uint16_t b16;
    std::uint32_t b32;
    std::uint64_t b64;
    std::uint16_t l16;
    std::uint32_t l32;
    std::uint64_t l64;
    std::uint16_t hue;
    std::uint32_t options;
    std::uint32_t host;
    std::uint32_t hosts[3];
    std::uint32_t hosts_count;
    std::uint8_t ipv6[16];
    std::uint8_t mac[6];
    std::uint8_t uuid[16];
    std::uint32_t key_len;
    std::uint8_t key[4];
    char label[9];
    std::uint16_t hues[2];
};

inline constexpr std::array<gw_name, 3> hues{{{"red", 0}, {"green", 1}, {"blue", 5}}};
inline constexpr std::array<gw_name, 3> options{{{"fast", 1}, {"loud", 2}, {"deep", 4}}};

constexpr gw_field make(const char* name, gw_type type, std::size_t offset, std::size_t size) {
    gw_field f{};
    f.name = name;
    f.type = type;
    f.offset = static_cast<u32>(offset);
    f.size = static_cast<u32>(size);
    f.max = 1;
    return f;
}
constexpr gw_field format(gw_field f, gw_format how) {
    f.format = how;
    return f;
}
constexpr gw_field array(gw_field f, u32 count) {
    f.is_array = true;
    f.max = count;
    return f;
}
constexpr gw_field bounded(gw_field f, u32 most, std::size_t count_offset) {
    f.is_array = f.type != GW_BYTES;
    f.is_bounded = true;
    f.max = most;
    f.count_offset = static_cast<u32>(count_offset);
    return f;
}
constexpr gw_field named(gw_field f, const std::array<gw_name, 3>& names, bool are_flags) {
    f.names = names.data();
    f.n_names = names.size();
    f.is_flags = are_flags;
    return f;
}
constexpr gw_field string(gw_field f, u32 most) {
    f.max = most;
    f.size = most + 1;
    return f;
}

inline constexpr std::array fields{
    make("flag", GW_BOOL, offsetof(all, flag), 1),
    make("small", GW_U8, offsetof(all, small), 1),
    bounded(make("list", GW_U16, offsetof(all, list), 2), 5, offsetof(all, list_count)),
    array(make("fixed", GW_U32, offsetof(all, fixed), 4), 3),
    make("wide", GW_U64, offsetof(all, wide), 8),
    format(make("mask", GW_U64, offsetof(all, mask), 8), GW_HEX),
    make("s_8", GW_S8, offsetof(all, s_8), 1),
    format(make("s_16", GW_S16, offsetof(all, s_16), 2), GW_HEX),
    make("s_32", GW_S32, offsetof(all, s_32), 4),
    make("s_64", GW_S64, offsetof(all, s_64), 8),
    make("b16", GW_BE16, offsetof(all, b16), 2),
    make("b32", GW_BE32, offsetof(all, b32), 4),
    make("b64", GW_BE64, offsetof(all, b64), 8),
    make("l16", GW_LE16, offsetof(all, l16), 2),
    make("l32", GW_LE32, offsetof(all, l32), 4),
    make("l64", GW_LE64, offsetof(all, l64), 8),
    named(make("hue", GW_U16, offsetof(all, hue), 2), hues, false),
    named(make("options", GW_U32, offsetof(all, options), 4), options, true),
    format(make("host", GW_BE32, offsetof(all, host), 4), GW_IPV4),
    format(bounded(make("hosts", GW_BE32, offsetof(all, hosts), 4), 3, offsetof(all, hosts_count)),
           GW_IPV4),
    format(array(make("ipv6", GW_U8, offsetof(all, ipv6), 1), 16), GW_IPV6),
    format(array(make("mac", GW_U8, offsetof(all, mac), 1), 6), GW_MAC),
    format(array(make("uuid", GW_U8, offsetof(all, uuid), 1), 16), GW_UUID),
    bounded(make("key", GW_BYTES, offsetof(all, key), 1), 4, offsetof(all, key_len)),
    string(make("label", GW_STRING, offsetof(all, label), 9), 8),
    named(array(make("hues", GW_U16, offsetof(all, hues), 2), 2), hues, false),
};

} // namespace text_test
