// SPDX-License-Identifier: MIT
// Builds the modules of a folder for a kernel, outside the source folder.
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

// Returns the modules it built, in FOLDER/KERNEL. Throws a failure if there are none, or if make
// fails, with make's output on stderr.
std::vector<fs::path> build(const kernel& target, const build_request& request);

} // namespace gangway::lab
