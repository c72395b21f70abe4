// SPDX-License-Identifier: MIT
// The compiler and the tools that came with a kernel of another suite, made to run on this machine.
#pragma once

#include "files.hpp"

namespace gangway::lab {

// `root` has a kernel's headers, what Debian says they need, and the libraries of that; it will be
// at `final_root`. Afterwards make builds modules with these tools, whatever the machine has: no
// chroot, no rights and no namespaces are needed.
void adopt_tools(const fs::path& root, const fs::path& headers, const fs::path& final_root);

// Whether the headers were made so.
[[nodiscard]] bool has_own_tools(const fs::path& headers);

} // namespace gangway::lab
