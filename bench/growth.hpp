// SPDX-License-Identifier: MIT
//
// How costs grow: each part adds cells for growing numbers of one thing, and shows them.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <span>

#include "cells.hpp"

namespace bench::growth {

/// Nanoseconds, which are instructions.
inline double taken(const std::function<void()>& run) {
    using clock = std::chrono::steady_clock;
    const auto start = clock::now();
    run();
    return std::chrono::duration<double, std::nano>(clock::now() - start).count();
}

inline figure median_of(std::span<double> all) {
    std::sort(all.begin(), all.end());
    const double median = all[all.size() / 2];
    return {median, (all.back() - all.front()) / median};
}

/// Adds a cell, and shows it.
void add(std::vector<cell>& into, cell made);

void measure_ring(std::vector<cell>& into);      // growth_ring.cpp
void measure_instances(std::vector<cell>& into); // growth_instances.cpp
void measure_memory(std::vector<cell>& into);    // growth_memory.cpp
void measure_elements(std::vector<cell>& into);  // growth.cpp
void measure_tables(std::vector<cell>& into);    // growth.cpp

} // namespace bench::growth
