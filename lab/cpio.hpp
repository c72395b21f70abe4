// SPDX-License-Identifier: MIT
// Writes the archive that a kernel unpacks as its first file system (cpio, "newc" format).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace gangway::lab {

// Everything belongs to root. Paths are absolute; a folder must be added before what is in it.
class cpio_archive {
public:
    // `mode` has the file's type (S_IFREG, S_IFDIR, S_IFLNK, S_IFCHR…) and its permissions;
    // `content` is the target of a symbolic link; `device` is for device nodes.
    void add(std::string_view path, mode_t mode, std::string_view content = {}, dev_t device = 0);

    // The whole archive. Nothing may be added afterwards.
    [[nodiscard]] std::string finish() &&;

private:
    void pad();

    std::string bytes_;
    std::uint32_t inode_ = 0;
};

} // namespace gangway::lab
