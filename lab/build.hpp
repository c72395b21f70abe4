// SPDX-License-Identifier: MIT
// Builds the modules of a folder for a kernel, beside the sources instead of among them.
#pragma once

#include "kernels.hpp"

#include <string>
#include <vector>

namespace gangway::lab {

struct build_request {
    fs::path folder;               // has a Kbuild, or a Makefile that serves as one
    std::vector<std::string> make; // VAR=VALUE (or a target) for make, as they are
    std::vector<fs::path> uses;    // folders built before, whose symbols this one uses
};

// Returns the folder of the results, FOLDER/KERNEL. Throws a failure if make fails, whose output
// is then on stderr.
fs::path build(const kernel& target, const build_request& request);

// The Kbuild for the results' folder that builds what another Kbuild says: see build.cpp.
[[nodiscard]] std::string shadow_kbuild(const fs::path& kbuild);

// Deletes the objects under `results` whose source is gone, so that what still names them fails.
void drop_orphans(const fs::path& results);

} // namespace gangway::lab
