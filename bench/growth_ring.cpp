// SPDX-License-Identifier: MIT
//
// Subscribers of one event, and CPUs whose sub-rings a reader merges. There is one CPU here: more
// are memory of this program, which the ring's own core writes and the library reads.
#include "growth.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include "bench.gw.hpp"
#include "ring_file.hpp"

namespace bench::growth {

namespace {

using listener = gangway::subscription<::bench::small>;

void read_all(std::vector<listener>& listeners, std::uint32_t count) {
    for (auto& one : listeners) {
        std::uint32_t left = count;
        for (const auto& item : one) {
            if (!item)
                throw std::runtime_error{"records were lost"};
            if (--left == 0)
                break;
        }
    }
}

// To send it, and to send it and have it read by each.
void measure_subscribers(std::vector<cell>& into) {
    const auto client = ::bench::client::connect({.via = {"ring"}}).value();
    const auto control = ::bench::client::connect({.via = {"ioctl"}}).value();
    std::vector<listener> listeners;
    for (const unsigned count : {1U, 2U, 4U, 8U, 16U}) {
        while (listeners.size() < count)
            listeners.push_back(
                client.small_record
                    .subscribe(
                        {.depth = 2 * many, .order = gangway::order::per_cpu, .timestamps = false})
                    .value());
        const auto send = [&](std::uint32_t n) {
            control.emit({.count = n, .what = ::bench::what::small_record}).value();
        };
        send(few + many); // to be read before the first
        const auto sent = slopes(few, many, send, [&] { read_all(listeners, few + many); });
        read_all(listeners, few + many);
        add(into, {"ring", "gangway", "send", 64, sent, "subscribers", count});
        add(into, {"ring", "gangway", "record", 64, measure([&](std::uint32_t n) {
                       send(n);
                       read_all(listeners, n);
                   }),
                   "subscribers", count});
    }
}

// By time, with each record on another CPU than the one before: the most that merging can cost.
void measure_merge(std::vector<cell>& into) {
    for (const std::uint32_t cpus : {1U, 2U, 4U, 8U, 16U, 32U, 64U}) {
        ring_file file{cpus, 1U << 20, 0};
        auto reader = file.reader(true);
        const std::array<std::uint64_t, 8> payload{1};
        std::uint32_t next = 0;
        const auto send = [&](std::uint32_t n) {
            for (; n != 0; --n, next = (next + 1) % cpus) {
                gw_ring_handle handle{};
                if (!gw_ring_copy(&file.producer(next), &handle, 1, payload.data(), sizeof payload))
                    throw std::runtime_error{"a record was dropped"};
            }
        };
        std::array<gangway::raw::record, 64> pass{};
        const auto read = [&](std::uint32_t n) {
            for (std::size_t got = 0; got < n;)
                got += reader.read(std::span{pass}.first(std::min(pass.size(), n - got))).value();
        };
        send(many);
        read(many); // what only the first time takes
        const auto figure = slopes(few, many, read, [&] { send(few + many); });
        add(into, {"ring", "gangway", "read", 64, figure, "CPUs", cpus});
    }
}

} // namespace

void measure_ring(std::vector<cell>& into) {
    measure_subscribers(into);
    measure_merge(into);
}

} // namespace bench::growth
