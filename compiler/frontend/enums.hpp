// SPDX-License-Identifier: MIT
#pragma once

#include "frontend/workbench.hpp"

namespace gangway::compiler {

/// The values of an enum or of flags, from a list or a map.
void read_enum(workbench& w, enum_type& type, const node& body);

} // namespace gangway::compiler
