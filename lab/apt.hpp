// SPDX-License-Identifier: MIT
// Debian's archive, by way of apt.
#pragma once

#include "files.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gangway::lab {

// The version that a package has in apt's lists; empty if it is not in there.
[[nodiscard]] std::string package_version(const std::string& package);

// Fetches the lists anew, or throws a failure that says `why` it would have to.
void refresh_lists(std::string_view why);

// False if apt could not; its output says why.
[[nodiscard]] bool download(const std::vector<std::string>& packages, const fs::path& into);

// All of a package's files, or a failure.
void unpack_package(const fs::path& package, const fs::path& into);

} // namespace gangway::lab
