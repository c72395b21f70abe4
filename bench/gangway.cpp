// SPDX-License-Identifier: MIT
//
// The measured side that Gangway generates: its typed client, as a program would use it.
#include "cells.hpp"

#include <chrono>
#include <stdexcept>

#include "bench.gw.hpp"

using namespace std::chrono_literals;

namespace bench {

namespace {

constexpr auto patience = 20s;

::bench::client connected(const char* carrier) {
    return ::bench::client::connect({.via = {carrier}}).value();
}

template <typename Element>
figure records(const Element& from, ::bench::what what) {
    const auto control = connected("ioctl");
    auto listener =
        from.subscribe({.depth = 2 * many, .order = gangway::order::per_cpu, .timestamps = false})
            .value();
    std::uint64_t sum = 0;
    const auto figure = measure([&](std::uint32_t n) {
        control.emit({.count = n, .what = what}).value();
        for (std::uint32_t got = 0; got < n;) {
            const auto items = listener.batch(64, patience);
            if (items.empty())
                throw std::runtime_error{"records are missing"};
            for (const auto& item : items) {
                if (!item)
                    throw std::runtime_error{"records were lost"};
                sum += item->data[0];
                ++got;
            }
        }
    });
    if (sum == 0)
        throw std::runtime_error{"records came without their data"};
    return figure;
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

} // namespace

void measure_gangway(std::vector<cell>& into) {
    calls(into, "ioctl");
    calls(into, "genetlink");
    const auto client = connected("sysfs");
    into.push_back({"sysfs", "gangway", "get", 8, measure([&](std::uint32_t n) {
                        for (; n != 0; --n)
                            (void)client.value.get().value();
                    })});
    into.push_back({"sysfs", "gangway", "set", 8, measure([&](std::uint32_t n) {
                        for (; n != 0; --n)
                            client.value.set(n).value();
                    })});
    const auto ring = connected("ring");
    into.push_back(
        {"ring", "gangway", "record", 64, records(ring.small_record, ::bench::what::small_record)});
    into.push_back({"ring", "gangway", "record", 1024,
                    records(ring.large_record, ::bench::what::large_record)});
    const auto messages = connected("genetlink");
    into.push_back({"genetlink", "gangway", "record", 64,
                    records(messages.small_message, ::bench::what::small_message)});
    into.push_back({"genetlink", "gangway", "record", 1024,
                    records(messages.large_message, ::bench::what::large_message)});
}

} // namespace bench
