// SPDX-License-Identifier: MIT
//
// The measured side that Gangway generates: its typed client, as a program would use it.
#include "cells.hpp"

#include <algorithm>
#include <stdexcept>

#include "bench.gw.hpp"
#include "records.hpp"

namespace bench {

namespace {

::bench::client connected(const char* carrier) {
    return ::bench::client::connect({.via = {carrier}}).value();
}

template <typename Element>
figure records(const Element& from, ::bench::what what, std::uint32_t at_once,
               const gangway::subscribe_options& how = untimed) {
    const auto control = connected("ioctl");
    return measure_records(
        from, at_once, [&](std::uint32_t n) { control.emit({.count = n, .what = what}).value(); },
        [](const auto& record) { return record.data[0]; }, how);
}

void calls(std::vector<cell>& into, const char* carrier) {
    const auto client = connected(carrier);
    into.push_back({carrier, "gangway", "call", 64, measure([&](std::uint32_t n) {
                        for (; n != 0; --n)
                            client.echo_small({.data = {n}}).value();
                    })});
    into.push_back({carrier, "gangway", "call", 1024, measure([&](std::uint32_t n) {
                        for (; n != 0; --n)
                            client.echo_large({.data = {n}}).value();
                    })});
}

void values(std::vector<cell>& into, const char* carrier) {
    const auto client = connected(carrier);
    into.push_back({carrier, "gangway", "get", 8, measure([&](std::uint32_t n) {
                        for (; n != 0; --n)
                            (void)client.value.get().value();
                    })});
    into.push_back({carrier, "gangway", "set", 8, measure([&](std::uint32_t n) {
                        for (; n != 0; --n)
                            client.value.set(n).value();
                    })});
}

// So many that are on their way at the same time.
figure submitted() {
    constexpr std::uint32_t in_flight = 32;
    const auto client = connected("io_uring");
    return measure([&](std::uint32_t n) {
        for (std::uint32_t now = 0; n != 0; n -= now) {
            now = std::min(in_flight, n);
            std::vector<gangway::pending<::bench::small>> all;
            for (std::uint32_t i = 0; i < now; ++i)
                all.push_back(client.echo_small.submit({.data = {i}}).value());
            for (auto& one : all)
                (void)one.wait().value();
        }
    });
}

// From its beginning each time.
void streams(std::vector<cell>& into, std::uint32_t size) {
    auto content = connected("chardev").content.open().value();
    std::vector<std::byte> buffer(size);
    into.push_back({"chardev", "gangway", "write", size, measure([&](std::uint32_t n) {
                        for (; n != 0; --n) {
                            content.seek(0).value();
                            content.write_all(buffer).value();
                        }
                    })});
    into.push_back({"chardev", "gangway", "read", size, measure([&](std::uint32_t n) {
                        for (; n != 0; --n) {
                            content.seek(0).value();
                            (void)content.read(buffer).value();
                        }
                    })});
}

figure shown() {
    const auto client = connected("page");
    std::uint64_t sum = 0;
    const auto figure = measure([&](std::uint32_t n) {
        for (; n != 0; --n)
            sum += client.shown.get().value();
    });
    if (sum != 0)
        throw std::runtime_error{"the value changed"};
    return figure;
}

} // namespace

void measure_gangway(std::vector<cell>& into) {
    calls(into, "ioctl");
    calls(into, "genetlink");
    calls(into, "sockopt");
    calls(into, "netlink");
    calls(into, "io_uring");
    into.push_back({"io_uring", "gangway", "32 calls", 64, submitted()});
    for (const char* const carrier :
         {"ioctl", "sockopt", "sysfs", "procfs", "sysctl", "debugfs", "param", "netlink"})
        values(into, carrier);
    into.push_back({"page", "gangway", "get", 8, shown()});
    const auto ring = connected("ring");
    const auto add_ring = [&](std::uint32_t size, const auto& from, ::bench::what what) {
        into.push_back({"ring", "gangway", "record", size, records(from, what, many)});
    };
    add_ring(16, ring.tiny_record, ::bench::what::tiny_record);
    add_ring(64, ring.small_record, ::bench::what::small_record);
    add_ring(256, ring.medium_record, ::bench::what::medium_record);
    add_ring(1024, ring.large_record, ::bench::what::large_record);
    into.push_back(
        {"ring", "gangway", "timed record", 64,
         records(ring.small_record, ::bench::what::small_record, many, {.depth = 2 * many})});
    into.push_back({"ring", "gangway", "record of 32", 64,
                    records(ring.small_record, ::bench::what::small_batch, many)});
    const auto add_messages = [&](const char* carrier, const char* metric, std::uint32_t size,
                                  const auto& from, ::bench::what what, std::uint32_t in_a_row) {
        into.push_back({carrier, "gangway", metric, size, records(from, what, in_a_row)});
    };
    const auto generic = connected("genetlink");
    add_messages("genetlink", "record", 64, generic.small_message, ::bench::what::small_message,
                 messages_at_once);
    add_messages("genetlink", "record", 1024, generic.large_message, ::bench::what::large_message,
                 messages_at_once);
    add_messages("genetlink", "single record", 64, generic.small_message,
                 ::bench::what::small_message, 1);
    const auto own = connected("netlink");
    add_messages("netlink", "record", 64, own.small_datagram, ::bench::what::small_datagram,
                 messages_at_once);
    add_messages("netlink", "record", 1024, own.large_datagram, ::bench::what::large_datagram,
                 messages_at_once);
    add_messages("netlink", "single record", 64, own.small_datagram, ::bench::what::small_datagram,
                 1);
    for (const std::uint32_t size : {64U, 4096U, 65536U})
        streams(into, size);
}

} // namespace bench
