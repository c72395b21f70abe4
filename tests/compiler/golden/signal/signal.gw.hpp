// SPDX-License-Identifier: MIT
// clang-format off
//
// signal: Everything that can be said of what a kernel already offers.
//
// Made by gangway-gen from signal.yaml; change that, not this.
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

static_assert(gangway::runtime_abi >= 3,
              "signal.gw.hpp was made for a newer libgangway than the one installed: "
              "install the version that gangway-gen came with, or run that one's gangway-gen");

namespace gangway::generated {

/// The description of signal.
inline constexpr std::string_view signal = R"gw({"gangway":1,"interface":"signal","doc":"Everything that can be said of what a kernel already offers.\n\nThe kernel chose its name, which is that of a function of C too.","provider":"kernel","types":{
"action":{"kind":"enum","doc":"What happened.","base":"u32","values":{"add":1,"remove":2}},
"caps":{"kind":"flags","doc":"What it can do.","base":"u32","values":{"asks":1,"dumps":2}},
"point":{"kind":"struct","doc":"A place, within others and alone.","size":8,"align":4,"fields":[
{"name":"left","type":"s32","offset":0,"size":4,"attribute":1},
{"name":"right","type":"s32","offset":4,"size":4,"unit":"mm","doc":"to the right","attribute":2}]}
},"elements":[
{"name":"level","kind":"property","number":1,"doc":"Read and written.","via":["ioctl"],"at":{"node":"/dev/signal","number":2147767040,"set":1074025217},"access":"rw","value":{"size":4,"fields":[
{"name":"value","type":"u32","offset":0,"size":4,"unit":"bits"}]}},
{"name":"secret","kind":"property","number":2,"via":["ioctl"],"at":{"node":"/dev/signal","set":1074287362},"access":"w","value":{"size":8,"fields":[
{"name":"value","type":"point","offset":0,"size":8}]}},
{"name":"here","kind":"property","number":3,"via":["genetlink"],"at":{"family":"SIG_nal","command":1},"access":"r","value":{"size":8,"fields":[
{"name":"value","type":"point","offset":0,"size":8,"attribute":3}]}},
{"name":"load","kind":"property","number":4,"via":["procfs"],"at":{"path":"/proc/self/load"},"access":"r","value":{"size":1,"fields":[
{"name":"value","type":"u8","offset":0,"size":1,"unit":"%"}]},"range":[1,100]},
{"name":"limit","kind":"property","number":5,"requires":"CAP_SYS_ADMIN","via":["sysctl"],"at":{"path":"/proc/sys/kernel/limit"},"access":"rw","value":{"size":8,"fields":[
{"name":"value","type":"u64","offset":0,"size":8}]}},
{"name":"state","kind":"property","number":6,"via":["sysfs"],"at":{"path":"/sys/kernel/signal/state"},"access":"r","notify":true,"value":{"size":4,"fields":[
{"name":"value","type":"action","offset":0,"size":4}]}},
{"name":"reset","kind":"call","number":7,"requires":"CAP_SYS_ADMIN","via":["ioctl"],"at":{"node":"/dev/signal","number":21251}},
{"name":"exchange","kind":"call","number":8,"doc":"Gives one thing for another.","via":["ioctl"],"at":{"node":"/dev/signal","number":3222557444},"request":{"size":20,"fields":[
{"name":"count","type":"u32","offset":0,"size":4},
{"name":"data","type":"bytes","offset":4,"size":16,"max":12}]},"reply":{"size":16,"fields":[
{"name":"where","type":"point","offset":0,"size":8},
{"name":"total","type":"u64","offset":8,"size":8}]},"errors":{"ENODEV":"it is gone","EINVAL":"count is 0"}},
{"name":"find","kind":"call","number":9,"via":["genetlink"],"at":{"family":"SIG_nal","command":3},"request":{"size":16,"fields":[
{"name":"name","type":"string","offset":0,"size":16,"max":15,"attribute":2}]},"reply":{"size":44,"fields":[
{"name":"id","type":"u16","offset":0,"size":2,"attribute":1},
{"name":"caps","type":"caps","offset":4,"size":4,"attribute":4},
{"name":"where","type":"point","offset":8,"size":8,"attribute":5},
{"name":"ways","type":"point","offset":16,"size":28,"max":3,"elem_size":8,"attribute":6}]}},
{"name":"uevent","kind":"event","number":10,"doc":"Something happened to a device.","via":["uevent"],"record":{"size":272,"fields":[
{"name":"action","type":"action","offset":0,"size":4},
{"name":"devpath","type":"string","offset":4,"size":256,"doc":"below /sys","max":255},
{"name":"seqnum","type":"u64","offset":264,"size":8}]},"context":"process"},
{"name":"added","kind":"event","number":11,"via":["uevent"],"at":{"action":"add"},"record":{"size":64,"fields":[
{"name":"devname","type":"string","offset":0,"size":64,"max":63}]},"context":"process"},
{"name":"moved","kind":"event","number":12,"via":["genetlink"],"at":{"family":"SIG_nal","command":4,"group":"notify-2"},"record":{"type":"point","size":8,"fields":[
{"name":"left","type":"s32","offset":0,"size":4,"attribute":1},
{"name":"right","type":"s32","offset":4,"size":4,"unit":"mm","doc":"to the right","attribute":2}]},"context":"process"},
{"name":"joined","kind":"event","number":13,"via":["genetlink"],"at":{"family":"SIG_nal","command":5,"group":"notify-2","each":7},"record":{"size":20,"fields":[
{"name":"name","type":"string","offset":0,"size":16,"max":15,"attribute":2},
{"name":"member","type":"be32","offset":16,"size":4,"format":"ipv4","item":1}]},"context":"process"},
{"name":"points","kind":"table","number":14,"via":["genetlink"],"at":{"family":"SIG_nal","command":6},"key":["left","right"],"row":{"type":"point","size":8,"fields":[
{"name":"left","type":"s32","offset":0,"size":4,"attribute":1},
{"name":"right","type":"s32","offset":4,"size":4,"unit":"mm","doc":"to the right","attribute":2}]}},
{"name":"members","kind":"table","number":15,"doc":"A row for each member of each.","via":["genetlink"],"at":{"family":"SIG_nal","command":6,"each":7},"key":["name","id"],"row":{"size":28,"fields":[
{"name":"name","type":"string","offset":0,"size":16,"max":15,"attribute":2},
{"name":"id","type":"u32","offset":16,"size":4,"doc":"of the member","item":1},
{"name":"at","type":"point","offset":20,"size":8,"item":2}]}}
]})gw";

} // namespace gangway::generated

namespace signal_ {

using gangway::flag_operators::operator|;
using gangway::flag_operators::operator&;
using gangway::flag_operators::operator~;
using gangway::flag_operators::operator|=;
using gangway::flag_operators::operator&=;

/// What happened.
enum class action : std::uint32_t {
    add = 1,
    remove = 2,
};

/// What it can do.
enum class caps : std::uint32_t {
    asks = 0x1,
    dumps = 0x2, ///< can be dumped
};

/// A place, within others and alone.
struct point {
    std::int32_t left = {};
    std::int32_t right = {}; ///< mm; to the right

    bool operator==(const point&) const = default;
};

/// The request of call exchange.
struct exchange_request {
    std::uint32_t count = {};
    gangway::bytes<12> data = {};

    bool operator==(const exchange_request&) const = default;
};

/// The reply of call exchange.
struct exchange_reply {
    ::signal_::point where = {};
    alignas(8) std::uint64_t total = {};

    bool operator==(const exchange_reply&) const = default;
};

/// The request of call find.
struct find_request {
    gangway::fixed_string<16> name = {};

    bool operator==(const find_request&) const = default;
};

/// The reply of call find.
struct find_reply {
    std::uint16_t id = {};
    std::array<std::uint8_t, 2> _pad0 = {};
    ::signal_::caps caps = {};
    ::signal_::point where = {};
    gangway::bounded_array<::signal_::point, 3> ways = {};

    bool operator==(const find_reply&) const = default;
};

/// The record of event uevent.
struct uevent {
    ::signal_::action action = {};
    gangway::fixed_string<256> devpath = {}; ///< below /sys
    std::array<std::uint8_t, 4> _pad0 = {};
    alignas(8) std::uint64_t seqnum = {};

    bool operator==(const uevent&) const = default;
};

/// The record of event added.
struct added {
    gangway::fixed_string<64> devname = {};

    bool operator==(const added&) const = default;
};

/// The record of event joined.
struct joined {
    gangway::fixed_string<16> name = {};
    gangway::ipv4 member = {};

    bool operator==(const joined&) const = default;
};

/// The row of table members.
struct members {
    gangway::fixed_string<16> name = {};
    std::uint32_t id = {}; ///< of the member
    ::signal_::point at = {};

    bool operator==(const members&) const = default;
};

/// What exchange may answer instead: result.error().is(signal_::exchange_error::enodev)
enum class exchange_error : int {
    enodev = ENODEV, ///< it is gone
    einval = EINVAL, ///< count is 0
};

/// Everything that can be said of what a kernel already offers.
///
/// The kernel chose its name, which is that of a function of C too.
class client : public gangway::client_base<client, gangway::generated::signal> {
public:
    using client_base::client_base;

    /// bits; Read and written.
    gangway::property<std::uint32_t, gangway::access::rw> level{client_base::dynamic(), 1};

    gangway::property<::signal_::point, gangway::access::w> secret{client_base::dynamic(), 2};

    gangway::property<::signal_::point, gangway::access::r> here{client_base::dynamic(), 3};

    /// % [1 to 100]
    gangway::property<std::uint8_t, gangway::access::r> load{client_base::dynamic(), 4};

    /// (needs CAP_SYS_ADMIN)
    gangway::property<std::uint64_t, gangway::access::rw> limit{client_base::dynamic(), 5};

    gangway::property<::signal_::action, gangway::access::r, gangway::notify::yes> state{client_base::dynamic(), 6};

    /// (needs CAP_SYS_ADMIN)
    gangway::call<void, void> reset{client_base::dynamic(), 7};

    /// Gives one thing for another.
    gangway::call<::signal_::exchange_request, ::signal_::exchange_reply> exchange{client_base::dynamic(), 8};

    gangway::call<::signal_::find_request, ::signal_::find_reply> find{client_base::dynamic(), 9};

    /// Something happened to a device.
    gangway::event<::signal_::uevent> uevent{client_base::dynamic(), 10};

    gangway::event<::signal_::added> added{client_base::dynamic(), 11};

    gangway::event<::signal_::point> moved{client_base::dynamic(), 12};

    gangway::event<::signal_::joined> joined{client_base::dynamic(), 13};

    gangway::table<::signal_::point> points{client_base::dynamic(), 14};

    /// A row for each member of each.
    gangway::table<::signal_::members> members{client_base::dynamic(), 15};
};

// The layout is part of the protocol.
static_assert(gangway::wire_type<point>);
static_assert(sizeof(point) == 8 && alignof(point) == 4);
static_assert(offsetof(point, left) == 0);
static_assert(offsetof(point, right) == 4);
static_assert(gangway::wire_type<exchange_request>);
static_assert(sizeof(exchange_request) == 20 && alignof(exchange_request) == 4);
static_assert(offsetof(exchange_request, count) == 0);
static_assert(offsetof(exchange_request, data) == 4);
static_assert(gangway::wire_type<exchange_reply>);
static_assert(sizeof(exchange_reply) == 16 && alignof(exchange_reply) == 8);
static_assert(offsetof(exchange_reply, where) == 0);
static_assert(offsetof(exchange_reply, total) == 8);
static_assert(gangway::wire_type<find_request>);
static_assert(sizeof(find_request) == 16 && alignof(find_request) == 1);
static_assert(offsetof(find_request, name) == 0);
static_assert(gangway::wire_type<find_reply>);
static_assert(sizeof(find_reply) == 44 && alignof(find_reply) == 4);
static_assert(offsetof(find_reply, id) == 0);
static_assert(offsetof(find_reply, caps) == 4);
static_assert(offsetof(find_reply, where) == 8);
static_assert(offsetof(find_reply, ways) == 16);
static_assert(gangway::wire_type<uevent>);
static_assert(sizeof(uevent) == 272 && alignof(uevent) == 8);
static_assert(offsetof(uevent, action) == 0);
static_assert(offsetof(uevent, devpath) == 4);
static_assert(offsetof(uevent, seqnum) == 264);
static_assert(gangway::wire_type<added>);
static_assert(sizeof(added) == 64 && alignof(added) == 1);
static_assert(offsetof(added, devname) == 0);
static_assert(gangway::wire_type<joined>);
static_assert(sizeof(joined) == 20 && alignof(joined) == 4);
static_assert(offsetof(joined, name) == 0);
static_assert(offsetof(joined, member) == 16);
static_assert(gangway::wire_type<members>);
static_assert(sizeof(members) == 28 && alignof(members) == 4);
static_assert(offsetof(members, name) == 0);
static_assert(offsetof(members, id) == 16);
static_assert(offsetof(members, at) == 20);

} // namespace signal_

template <>
struct gangway::names_of<signal_::action> {
    static constexpr bool flags = false;
    static constexpr std::array<std::pair<signal_::action, std::string_view>, 2> values{{
        {signal_::action::add, "add"},
        {signal_::action::remove, "remove"},
    }};
};

template <>
struct gangway::names_of<signal_::caps> {
    static constexpr bool flags = true;
    static constexpr std::array<std::pair<signal_::caps, std::string_view>, 2> values{{
        {signal_::caps::asks, "asks"},
        {signal_::caps::dumps, "dumps"},
    }};
};

template <>
struct fmt::formatter<signal_::point> : gangway::struct_formatter {
    template <typename Context>
    auto format(const signal_::point& v, Context& ctx) const {
        const auto text = fmt::format(
            "left={} right={}mm",
            v.left, v.right);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<signal_::exchange_request> : gangway::struct_formatter {
    template <typename Context>
    auto format(const signal_::exchange_request& v, Context& ctx) const {
        const auto text = fmt::format(
            "count={} data={}",
            v.count, v.data);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<signal_::exchange_reply> : gangway::struct_formatter {
    template <typename Context>
    auto format(const signal_::exchange_reply& v, Context& ctx) const {
        const auto text = fmt::format(
            "where={{{}}} total={}",
            v.where, v.total);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<signal_::find_request> : gangway::struct_formatter {
    template <typename Context>
    auto format(const signal_::find_request& v, Context& ctx) const {
        const auto text = fmt::format(
            "name={}",
            v.name);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<signal_::find_reply> : gangway::struct_formatter {
    template <typename Context>
    auto format(const signal_::find_reply& v, Context& ctx) const {
        const auto text = fmt::format(
            "id={} caps={} where={{{}}} ways={}",
            v.id, v.caps, v.where, v.ways);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<signal_::uevent> : gangway::struct_formatter {
    template <typename Context>
    auto format(const signal_::uevent& v, Context& ctx) const {
        const auto text = fmt::format(
            "action={} devpath={} seqnum={}",
            v.action, v.devpath, v.seqnum);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<signal_::added> : gangway::struct_formatter {
    template <typename Context>
    auto format(const signal_::added& v, Context& ctx) const {
        const auto text = fmt::format(
            "devname={}",
            v.devname);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<signal_::joined> : gangway::struct_formatter {
    template <typename Context>
    auto format(const signal_::joined& v, Context& ctx) const {
        const auto text = fmt::format(
            "name={} member={}",
            v.name, v.member);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<signal_::members> : gangway::struct_formatter {
    template <typename Context>
    auto format(const signal_::members& v, Context& ctx) const {
        const auto text = fmt::format(
            "name={} id={} at={{{}}}",
            v.name, v.id, v.at);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};
