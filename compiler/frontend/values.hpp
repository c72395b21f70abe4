// SPDX-License-Identifier: MIT
#pragma once

#include "frontend/workbench.hpp"

namespace gangway::compiler {

/// `default:` and `range:` of a property, against its type and each other.
void read_value_rules(workbench& w, property& p, const field& f, const node& n);

} // namespace gangway::compiler
