// SPDX-License-Identifier: MIT
// The files that a program needs in order to run.
#pragma once

#include "files.hpp"

#include <set>
#include <string_view>

namespace gangway::lab {

// The shared libraries and the loader of an ELF file, as ldd finds them, or the interpreters of a
// script with theirs; nothing for any other file. Throws a failure that names what is missing.
[[nodiscard]] std::set<fs::path> needs(const fs::path& program);

// The paths in what ldd printed. Throws a failure if a library was not found.
[[nodiscard]] std::set<fs::path> parse_ldd(std::string_view printed, const fs::path& program);

} // namespace gangway::lab
