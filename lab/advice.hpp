// SPDX-License-Identifier: MIT
// Why a module that uses Gangway may not have been built, beyond what make says.
#pragma once

#include "files.hpp"

#include <span>
#include <string>

namespace gangway::lab {

// To follow a sentence that names gangway.ko.
inline constexpr const char* where_gangway_is_from =
    ". gangway-lab build makes it from a copy of Gangway's source, as the README shows";

// What the Kbuild that a folder lacks has to say.
[[nodiscard]] std::string advice_on_kbuild(const fs::path& folder);

// A sentence to follow make's failure, or nothing. `kbuild` is in the module's folder; `symbols`
// are the tables of exported ones that make was given.
[[nodiscard]] std::string advice_on(const fs::path& kbuild, const fs::path& results,
                                    std::span<const fs::path> symbols);

} // namespace gangway::lab
