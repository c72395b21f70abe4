// SPDX-License-Identifier: MIT
// Kernels that the lab builds itself, from Debian's packaged source, with Gangway built in.
#pragma once

#include "kernels.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace gangway::lab {

struct own_kernel {
    std::string_view name;   // also the name of its config fragment, besides the common one
    std::string_view series; // of linux-source-SERIES
    std::string_view arch;   // ARCH of make
    std::string_view image;  // make's target
    std::string_view base{}; // the kernel whose fragment it also has; may be empty
};

[[nodiscard]] std::span<const own_kernel> own_kernels();

// Null if it is none.
[[nodiscard]] const own_kernel* find_own(std::string_view name);

// Builds it from scratch (minutes), or what has changed in Gangway and the `providers`, folders
// that are built into all of these kernels (seconds), or nothing. Prints its progress on stderr.
kernel build_own(const own_kernel& which, const std::vector<fs::path>& providers);

// The same with the last given providers.
[[nodiscard]] kernel open_own(const own_kernel& which);

// The version of its source; empty if it has not been built yet.
[[nodiscard]] std::string built_version(const own_kernel& which);

} // namespace gangway::lab
