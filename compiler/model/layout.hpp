// SPDX-License-Identifier: MIT
//
// Where each field is. Natural alignment, every hole named and zero, the same for 32- and 64-bit
// callers; and fields that a lock already placed stay where they are.
#pragma once

#include <cstdint>

#include "model/diagnostics.hpp"
#include "model/lock.hpp"
#include "model/model.hpp"

namespace gangway::compiler {

inline constexpr std::uint32_t max_struct_size = 1U << 20U;
/// What _IOC_NR leaves besides Gangway's own numbers; of elements that a module has.
inline constexpr std::uint32_t max_element_number = 127;

/// Fills offsets, sizes, members and the order of model::structs. `old` may be null.
void lay_out(model& m, const lock* old, diagnostics& log);

/// Payloads against what their carriers can carry.
void check_sizes(const model& m, diagnostics& log);

} // namespace gangway::compiler
