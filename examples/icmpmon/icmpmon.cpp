// SPDX-License-Identifier: MIT
//
// Prints ICMP packets as they come in, until Ctrl-C or until the module goes; then says how many
// came from each host that is named on the command line.
//
//     icmpmon [ADDRESS]…
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <span>

#include <fmt/format.h>

#include "icmpmon.gw.hpp"

namespace {

void tell_count(const icmpmon::client& mon, const char* host) {
    const auto address = gangway::ipv4::parse(host);
    if (!address) {
        fmt::print(stderr, "{}: not an IPv4 address\n", host);
        return;
    }
    const auto reply = mon.count({.saddr = *address});
    if (reply)
        fmt::print("{} sent {}\n", *address, reply->packets);
    else if (reply.error().is(icmpmon::count_error::enoent)) // declared: part of the answer
        fmt::print("{} sent none\n", *address);
    else
        fmt::print(stderr, "{}\n", reply.error().message);
}

void watch(const icmpmon::client& mon) {
    const gangway::stop_on_signals stop{SIGINT, SIGTERM};
    auto packets = mon.packet.subscribe({.depth = 4096, .stop = stop.token()}).value();
    for (const auto& item : packets) {
        if (item.lost()) {
            fmt::print(stderr, "lost {}\n", *item.lost());
            continue;
        }
        fmt::print("{} -> {}\n", item->saddr, item->daddr);
    }
    if (auto why = packets.closed())
        fmt::print(stderr, "{}\n", *why);
}

} // namespace

int main(int argc, char* argv[]) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // through a pipe, too, lines come as they are
    try {
        auto mon = icmpmon::client::connect().value();
        mon.enabled.set(true).value();
        watch(mon);
        for (const char* host : std::span{argv, static_cast<std::size_t>(argc)}.subspan(1))
            tell_count(mon, host);
    } catch (const gangway::exception& e) {
        fmt::print(stderr, "{}\n", e.what());
        return EXIT_FAILURE;
    }
}
