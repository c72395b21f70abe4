// SPDX-License-Identifier: MIT
// What a User-Mode Linux kernel needs of the machine that it is a process of.
#pragma once

#include "files.hpp"

namespace gangway::lab {

// This machine, as it is set up, cannot run that kernel; another may.
struct not_here : failure {
    using failure::failure;
};

// Where a guest of so much memory is to keep it: in the folder that the environment names, or else
// in /dev/shm, or else, if there is no room for it or no program may be mapped from there, on the
// disk, in the cache, which is slower. Throws not_here if there is none, or if no process may trace
// another.
[[nodiscard]] fs::path uml_memory(int mebibytes);

} // namespace gangway::lab
