// SPDX-License-Identifier: MIT
//
// Parameters of modules and of the kernel: values that are given before any client can be there.
#pragma once

#include "carriers/mechanism.hpp"
#include "frontend/workbench.hpp"

namespace gangway::compiler {

/// By a carrier that gives parameters: who else could use it, and whose is it?
void check_parameter(const carried& what);

/// `param:` of a property, and the name that it has without.
void read_parameter(workbench& w, const element& e, property& p, const node& n);

} // namespace gangway::compiler
