// SPDX-License-Identifier: MIT
//
// The top of a description: the interface itself, who may use it, how many at once.
#pragma once

#include "frontend/workbench.hpp"

namespace gangway::compiler {

/// All but types and elements.
void read_interface(workbench& w, const node& root);

} // namespace gangway::compiler
