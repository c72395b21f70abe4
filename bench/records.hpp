// SPDX-License-Identifier: MIT
//
// What a record costs, sent by a module and read by Gangway's typed client.
#pragma once

#include <algorithm>
#include <stdexcept>

#include "measure.hpp"

namespace bench {

inline const gangway::subscribe_options untimed{
    .depth = 2 * many, .order = gangway::order::per_cpu, .timestamps = false};

/// Records of the event `from`: send(n) sends n of them, `at_once` before they are read;
/// first(record) is what is seen of each, and not 0 for all.
template <typename Element, typename Send, typename First>
figure measure_records(const Element& from, std::uint32_t at_once, Send send, First first,
                       const gangway::subscribe_options& how = untimed) {
    auto listener = from.subscribe(how).value();
    std::uint64_t sum = 0;
    const auto read = [&](std::uint32_t n) {
        for (const auto& item : listener) {
            if (!item)
                throw std::runtime_error{"records were lost"};
            sum += static_cast<std::uint64_t>(first(*item));
            if (--n == 0)
                break;
        }
    };
    const auto figure = measure([&](std::uint32_t n) {
        for (std::uint32_t now = 0; n != 0; n -= now) {
            now = std::min(at_once, n);
            send(now);
            read(now);
        }
    });
    if (sum == 0)
        throw std::runtime_error{"records came without their data"};
    return figure;
}

} // namespace bench
