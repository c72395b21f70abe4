// SPDX-License-Identifier: MIT
// clang-format off
//
// params: Properties that are parameters of the module or of the kernel.
//
// Made by gangway-gen from params.yaml; change that, not this.
#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <gangway/client.hpp>

static_assert(gangway::runtime_abi >= 2,
              "params.gw.hpp was made for a newer libgangway than the one installed: "
              "install the version that gangway-gen came with, or run that one's gangway-gen");

namespace gangway::generated {

/// The description of params, as the module carries it too.
inline constexpr std::string_view params = R"gw({"gangway":1,"interface":"params","doc":"Properties that are parameters of the module or of the kernel.","netns":"init","instances":"one","access":{"mode":"0644"},"types":{
"color":{"kind":"enum","base":"u32","values":{"red":0,"green":1}}
},"elements":[
{"name":"level","kind":"property","number":1,"doc":"How much, \"at most\" 9.","via":["param"],"access":"rw","parameter":"level","value":{"size":4,"fields":[
{"name":"value","type":"s32","offset":0,"size":4}]},"default":5,"range":[0,9]},
{"name":"loud","kind":"property","number":2,"doc":"Whether it speaks.","via":["param"],"access":"rw","parameter":"quiet","inverted":true,"value":{"size":1,"fields":[
{"name":"value","type":"bool","offset":0,"size":1}]},"default":true},
{"name":"text","kind":"property","number":3,"via":["param"],"access":"r","parameter":"text","value":{"size":16,"fields":[
{"name":"value","type":"string","offset":0,"size":16,"max":15}]}},
{"name":"hidden","kind":"property","number":4,"doc":"Given at load.","via":["param"],"access":"load","parameter":"hidden","value":{"size":8,"fields":[
{"name":"value","type":"u64","offset":0,"size":8}]}},
{"name":"first","kind":"property","number":5,"via":["bootparam"],"access":"load","parameter":"first","value":{"size":4,"fields":[
{"name":"value","type":"be32","offset":0,"size":4,"format":"ipv4"}]},"default":1},
{"name":"ints","kind":"property","number":6,"doc":"Some.","via":["bootparam"],"access":"load","parameter":"ints","value":{"size":20,"fields":[
{"name":"value","type":"s32","offset":0,"size":20,"max":4,"elem_size":4}]}},
{"name":"color","kind":"property","number":7,"via":["param","bootparam"],"access":"w","parameter":"color","value":{"size":4,"fields":[
{"name":"value","type":"color","offset":0,"size":4}]}},
{"name":"both","kind":"property","number":8,"via":["bootparam","sysfs"],"access":"rw","parameter":"both","value":{"size":2,"fields":[
{"name":"value","type":"u16","offset":0,"size":2}]}}
]})gw";

} // namespace gangway::generated

namespace params {

enum class color : std::uint32_t {
    red = 0,
    green = 1,
};

/// Properties that are parameters of the module or of the kernel.
class client : public gangway::client_base<client, gangway::generated::params> {
public:
    using client_base::client_base;

    /// How much, "at most" 9. [0 to 9]
    gangway::property<std::int32_t, gangway::access::rw> level{client_base::dynamic(), 1};

    /// Whether it speaks.
    gangway::property<gangway::boolean, gangway::access::rw> loud{client_base::dynamic(), 2};

    gangway::property<gangway::fixed_string<16>, gangway::access::r> text{client_base::dynamic(), 3};

    // hidden has no member: it can only be given when the module is loaded, as hidden=VALUE.

    // first has no member: it can only be given when the module is loaded, as first=VALUE.

    // ints has no member: it can only be given when the module is loaded, as ints=VALUE.

    gangway::property<::params::color, gangway::access::w> color{client_base::dynamic(), 7};

    gangway::property<std::uint16_t, gangway::access::rw> both{client_base::dynamic(), 8};
};

// The layout is part of the protocol.

} // namespace params

template <>
struct gangway::names_of<params::color> {
    static constexpr bool flags = false;
    static constexpr std::array<std::pair<params::color, std::string_view>, 2> values{{
        {params::color::red, "red"},
        {params::color::green, "green"},
    }};
};
