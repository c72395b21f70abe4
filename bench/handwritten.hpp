// SPDX-License-Identifier: MIT
//
// The peer: bare system calls, as a careful author would write them for handwritten.ko.
#pragma once

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "cells.hpp"
#include "handwritten/handwritten.h"

namespace bench::peer {

[[noreturn]] inline void fail(const std::string& what) {
    throw std::runtime_error{what + ": " + std::strerror(errno)};
}

inline int check(long result, const char* what) {
    if (result < 0)
        fail(what);
    return static_cast<int>(result);
}

inline void add(std::vector<cell>& into, const char* carrier, const char* metric,
                std::uint32_t size, figure f) {
    into.push_back({carrier, "handwritten", metric, size, f});
}

/// `node` is open.
void measure_messages(std::vector<cell>& into, int node); // handwritten_messages.cpp
void measure_ring(std::vector<cell>& into, int node);     // handwritten_uring.cpp

} // namespace bench::peer
