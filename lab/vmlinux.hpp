// SPDX-License-Identifier: MIT
// Unpacks the kernel out of its self-extracting image.
#pragma once

#include "files.hpp"

namespace gangway::lab {

// QEMU boots a bare vmlinux directly, which saves the guest the firmware and the slow, emulated
// unpacking: a second of the three and a half that a boot takes. Leaves `to` alone if no program
// here can decompress the image; then the image itself is booted.
void extract_vmlinux(const fs::path& image, const fs::path& to);

} // namespace gangway::lab
