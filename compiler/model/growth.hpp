// SPDX-License-Identifier: MIT
//
// What may change between two versions of a description: old clients meet new modules and new
// clients old modules, so what the lock promises is kept, and new things get new places.
#pragma once

#include "model/diagnostics.hpp"
#include "model/draft.hpp"
#include "model/lock.hpp"

namespace gangway::compiler {

/// Gives every element its number and every payload its first size: those of the lock, or new
/// ones. Needs no layout; after lay_out(), call set_first_sizes(). `old` may be null.
void give_numbers(draft& d, const lock* old, diagnostics& log);
void set_first_sizes(model& m, const lock* old);

/// Warns of numbers that `max:` makes arrays, where a limit may be meant; of those that `old` knows
/// it has been said. `old` may be null.
void tell_new_arrays(const model& m, const lock* old, diagnostics& log);

/// Refuses what breaks an older peer. Returns the enums of the lock with the values removed now.
std::map<std::string, locked_enum> check_growth(const draft& d, const lock& old, diagnostics& log);

} // namespace gangway::compiler
