// SPDX-License-Identifier: MIT
//
// Parameters of the module and of the kernel, in the provider's own translation unit.
#pragma once

#include "emit/c_code.hpp"

namespace gangway::compiler {

/// Does any property have a value that the module can be loaded with?
bool has_parameters(const model& m);

/// NAME_gw_params[], and what declares each to the kernel.
void write_parameters(writer& out, const model& m);

} // namespace gangway::compiler
