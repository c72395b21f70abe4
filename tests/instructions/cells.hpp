// SPDX-License-Identifier: MIT
//
// The hot paths that are counted.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "steps.hpp"

namespace instructions {

using cells = std::vector<std::pair<std::string, figure>>;

cells count_all();

} // namespace instructions
