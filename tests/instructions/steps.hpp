// SPDX-License-Identifier: MIT
//
// Instructions of this thread, by function: each is stepped over by the CPU's trap flag.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace instructions {

/// By function, of one operation.
using figure = std::map<std::string, double>;

/// Why this machine does not step over instructions; empty if it does.
std::string cannot_step();

/// `run(n)` does n operations; what one of them takes is the slope between n and twice as many.
/// None may make a system call.
figure count(std::uint32_t n, const std::function<void(std::uint32_t)>& run);

double total(const figure& of);

} // namespace instructions
