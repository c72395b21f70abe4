// SPDX-License-Identifier: MIT
//
// From the tree to the model: reads what the author wrote and checks each part by itself and
// against its neighbours. Layout, carriers' limits and growth are checked on the finished model.
#pragma once

#include "frontend/yaml.hpp"
#include "model/draft.hpp"

namespace gangway::compiler {

/// What was wrong is in the log, and then parts of the model are missing.
draft read_description(const node& root, diagnostics& log);

} // namespace gangway::compiler
