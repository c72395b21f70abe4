// SPDX-License-Identifier: MIT
// Debian's archive, through apt.
#pragma once

#include "files.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gangway::lab {

// The version of a package in apt's lists; empty if it is not listed.
[[nodiscard]] std::string package_version(const std::string& package);

// Refreshes the lists, or throws a failure that says `why` they are needed.
void refresh_lists(std::string_view why);

// False if apt could not; its output says why.
[[nodiscard]] bool download(const std::vector<std::string>& packages, const fs::path& into);

// All of a package's files, or a failure.
void unpack_package(const fs::path& package, const fs::path& into);

} // namespace gangway::lab
