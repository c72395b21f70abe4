// SPDX-License-Identifier: MIT
// Why a module that uses Gangway may not have been built, beyond what make says.
#pragma once

#include "files.hpp"

#include <string>

namespace gangway::lab {

// A sentence to follow make's failure, or nothing. `kbuild` is in the module's folder.
[[nodiscard]] std::string advice_on(const fs::path& kbuild);

} // namespace gangway::lab
