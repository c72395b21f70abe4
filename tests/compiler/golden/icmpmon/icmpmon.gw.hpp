// SPDX-License-Identifier: MIT
// clang-format off
//
// icmpmon: Reports the ICMP packets that this host receives.
//
// Made by gangway-gen from icmpmon.yaml; change that, not this.
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
              "icmpmon.gw.hpp was made for a newer libgangway than the one installed: "
              "install the version that gangway-gen came with, or run that one's gangway-gen");

namespace gangway::generated {

/// The description of icmpmon, as the module carries it too.
inline constexpr std::string_view icmpmon = R"gw({"gangway":1,"interface":"icmpmon","doc":"Reports the ICMP packets that this host receives.","netns":"each","instances":"one","access":{"mode":"0600"},"types":{
"packet":{"kind":"struct","doc":"One ICMP packet, as seen at NF_INET_PRE_ROUTING.","size":24,"align":8,"fields":[
{"name":"saddr","type":"be32","offset":0,"size":4,"format":"ipv4","doc":"who sent it"},
{"name":"daddr","type":"be32","offset":4,"size":4,"format":"ipv4","doc":"whom it was sent to"},
{"name":"time","type":"u64","offset":8,"size":8,"unit":"ns","doc":"CLOCK_MONOTONIC when it was seen"},
{"name":"type","type":"u8","offset":16,"size":1,"doc":"ICMP type: 8 is an echo request, 0 its reply"},
{"name":"code","type":"u8","offset":17,"size":1,"doc":"ICMP code"}]}
},"elements":[
{"name":"enabled","kind":"property","number":1,"doc":"whether packets are reported","via":["sysfs"],"access":"rw","notify":true,"value":{"size":1,"fields":[
{"name":"value","type":"bool","offset":0,"size":1}]},"default":true},
{"name":"seen","kind":"property","number":2,"doc":"packets reported since the module was loaded","via":["sysfs"],"access":"r","value":{"size":8,"fields":[
{"name":"value","type":"u64","offset":0,"size":8}]}},
{"name":"count","kind":"call","number":3,"doc":"Tells how many packets a host has sent here.","via":["ioctl"],"request":{"size":4,"fields":[
{"name":"saddr","type":"be32","offset":0,"size":4,"format":"ipv4"}]},"reply":{"size":8,"fields":[
{"name":"packets","type":"u64","offset":0,"size":8}]},"errors":{"ENOENT":"no such talker"}},
{"name":"reset","kind":"call","number":4,"doc":"Forgets all counts.","requires":"CAP_NET_ADMIN","via":["ioctl"]},
{"name":"packet","kind":"event","number":5,"doc":"a packet came in","via":["ring","genetlink"],"record":{"type":"packet","size":24,"fields":[
{"name":"saddr","type":"be32","offset":0,"size":4,"format":"ipv4","doc":"who sent it"},
{"name":"daddr","type":"be32","offset":4,"size":4,"format":"ipv4","doc":"whom it was sent to"},
{"name":"time","type":"u64","offset":8,"size":8,"unit":"ns","doc":"CLOCK_MONOTONIC when it was seen"},
{"name":"type","type":"u8","offset":16,"size":1,"doc":"ICMP type: 8 is an echo request, 0 its reply"},
{"name":"code","type":"u8","offset":17,"size":1,"doc":"ICMP code"}]},"context":"atomic"},
{"name":"talkers","kind":"table","number":6,"doc":"Who has sent ICMP packets here.","via":["seq_file"],"key":["saddr"],"row":{"size":16,"fields":[
{"name":"saddr","type":"be32","offset":0,"size":4,"format":"ipv4","doc":"who"},
{"name":"packets","type":"u64","offset":8,"size":8,"doc":"how many"}]}}
]})gw";

} // namespace gangway::generated

namespace icmpmon {

/// One ICMP packet, as seen at NF_INET_PRE_ROUTING.
struct packet {
    gangway::ipv4 saddr = {}; ///< who sent it
    gangway::ipv4 daddr = {}; ///< whom it was sent to
    alignas(8) std::uint64_t time = {}; ///< ns; CLOCK_MONOTONIC when it was seen
    std::uint8_t type = {}; ///< ICMP type: 8 is an echo request, 0 its reply
    std::uint8_t code = {}; ///< ICMP code
    std::array<std::uint8_t, 6> _pad0 = {};

    bool operator==(const packet&) const = default;
};

/// The request of call count.
struct count_request {
    gangway::ipv4 saddr = {};

    bool operator==(const count_request&) const = default;
};

/// The reply of call count.
struct count_reply {
    alignas(8) std::uint64_t packets = {};

    bool operator==(const count_reply&) const = default;
};

/// The row of table talkers.
struct talkers {
    gangway::ipv4 saddr = {}; ///< who
    std::array<std::uint8_t, 4> _pad0 = {};
    alignas(8) std::uint64_t packets = {}; ///< how many

    bool operator==(const talkers&) const = default;
};

/// What count may answer instead: result.error().is(icmpmon::count_error::enoent)
enum class count_error : int {
    enoent = ENOENT, ///< no such talker
};

/// Reports the ICMP packets that this host receives.
class client : public gangway::client_base<client, gangway::generated::icmpmon> {
public:
    using client_base::client_base;

    /// whether packets are reported
    gangway::property<gangway::boolean, gangway::access::rw, gangway::notify::yes> enabled{client_base::dynamic(), 1};

    /// packets reported since the module was loaded
    gangway::property<std::uint64_t, gangway::access::r> seen{client_base::dynamic(), 2};

    /// Tells how many packets a host has sent here.
    gangway::call<::icmpmon::count_request, ::icmpmon::count_reply> count{client_base::dynamic(), 3};

    /// Forgets all counts. (needs CAP_NET_ADMIN)
    gangway::call<void, void> reset{client_base::dynamic(), 4};

    /// a packet came in
    gangway::event<::icmpmon::packet> packet{client_base::dynamic(), 5};

    /// Who has sent ICMP packets here.
    gangway::table<::icmpmon::talkers> talkers{client_base::dynamic(), 6};
};

// The layout is part of the protocol.
static_assert(gangway::wire_type<packet>);
static_assert(sizeof(packet) == 24 && alignof(packet) == 8);
static_assert(offsetof(packet, saddr) == 0);
static_assert(offsetof(packet, daddr) == 4);
static_assert(offsetof(packet, time) == 8);
static_assert(offsetof(packet, type) == 16);
static_assert(offsetof(packet, code) == 17);
static_assert(gangway::wire_type<count_request>);
static_assert(sizeof(count_request) == 4 && alignof(count_request) == 4);
static_assert(offsetof(count_request, saddr) == 0);
static_assert(gangway::wire_type<count_reply>);
static_assert(sizeof(count_reply) == 8 && alignof(count_reply) == 8);
static_assert(offsetof(count_reply, packets) == 0);
static_assert(gangway::wire_type<talkers>);
static_assert(sizeof(talkers) == 16 && alignof(talkers) == 8);
static_assert(offsetof(talkers, saddr) == 0);
static_assert(offsetof(talkers, packets) == 8);

} // namespace icmpmon

template <>
struct fmt::formatter<icmpmon::packet> : gangway::struct_formatter {
    template <typename Context>
    auto format(const icmpmon::packet& v, Context& ctx) const {
        const auto text = fmt::format(
            "saddr={} daddr={} time={}ns type={} code={}",
            v.saddr, v.daddr, v.time, v.type, v.code);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<icmpmon::count_request> : gangway::struct_formatter {
    template <typename Context>
    auto format(const icmpmon::count_request& v, Context& ctx) const {
        const auto text = fmt::format(
            "saddr={}",
            v.saddr);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<icmpmon::count_reply> : gangway::struct_formatter {
    template <typename Context>
    auto format(const icmpmon::count_reply& v, Context& ctx) const {
        const auto text = fmt::format(
            "packets={}",
            v.packets);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<icmpmon::talkers> : gangway::struct_formatter {
    template <typename Context>
    auto format(const icmpmon::talkers& v, Context& ctx) const {
        const auto text = fmt::format(
            "saddr={} packets={}",
            v.saddr, v.packets);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};
