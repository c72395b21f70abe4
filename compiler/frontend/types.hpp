// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "model/model.hpp"

namespace gangway::compiler {

/// "u8 with count: 6", as an author would have written it.
std::string spell(const field& f);

} // namespace gangway::compiler
