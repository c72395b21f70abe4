// SPDX-License-Identifier: MIT
//
// The numbers that fields have in a kernel's own messages.
#pragma once

#include "frontend/workbench.hpp"

namespace gangway::compiler {

inline constexpr std::uint32_t most_attribute = 16383; // what NLA_TYPE_MASK leaves

/// `attribute:` and `item:` of a field, or of a property's value, and what goes with them.
void read_numbers(workbench& w, field& f, const node& n);

/// Of an existing interface: each field of what is written as attributes is one of them, and no
/// other field is.
void check_numbers(workbench& w);

} // namespace gangway::compiler
