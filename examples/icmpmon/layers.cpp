// SPDX-License-Identifier: MIT
//
// One call on each layer of the client library: how many ICMP packets has a host sent? Each layer
// is made of the one above it here, and can be used alone.
//
//     icmpmon-layers ADDRESS
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <optional>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <gangway/dynamic.hpp>
#include <gangway/raw.hpp>

#include "icmpmon.gw.h"
#include "icmpmon.gw.hpp"

namespace {

// Numbers and bytes. The caller brings the layout and chooses the carrier, as a C program does.
std::uint64_t ask_raw(gangway::ipv4 host) {
    const auto session = gangway::raw::session::open("/dev/gangway/icmpmon").value();
    icmpmon_gw_count buffer;
    std::memset(&buffer, 0, sizeof(buffer)); // {} would clear the request only
    buffer.request.saddr = std::bit_cast<__be32>(host);
    session.call(ICMPMON_COUNT, std::as_writable_bytes(std::span{&buffer, 1})).value();
    return buffer.reply.packets;
}

// Names and JSON. The loaded module says what it has; nothing was generated.
std::uint64_t ask_dynamic(gangway::ipv4 host) {
    const auto mon = gangway::dynamic::client::connect("icmpmon").value();
    const auto reply = mon.call("count", {{"saddr", fmt::to_string(host)}}).value();
    return reply.at("packets").get<std::uint64_t>();
}

// Types. What is misspelt is not compiled.
std::uint64_t ask_generated(gangway::ipv4 host) {
    const auto mon = icmpmon::client::connect().value();
    return mon.count({.saddr = host}).value().packets;
}

} // namespace

int main(int argc, char* argv[]) {
    const auto host = argc == 2 ? gangway::ipv4::parse(argv[1]) : std::nullopt;
    if (!host) {
        fmt::print(stderr, "usage: icmpmon-layers ADDRESS\n");
        return 2;
    }
    try {
        fmt::print("raw: {}\n", ask_raw(*host));
        fmt::print("dynamic: {}\n", ask_dynamic(*host));
        fmt::print("generated: {}\n", ask_generated(*host));
    } catch (const std::exception& e) {
        fmt::print(stderr, "{}\n", e.what());
        return EXIT_FAILURE;
    }
}
