// SPDX-License-Identifier: MIT
#include "cpio.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace gangway::lab {

void cpio_archive::add(std::string_view path, mode_t mode, std::string_view content, dev_t device) {
    while (path.starts_with('/'))
        path.remove_prefix(1);
    const unsigned links = S_ISDIR(mode) ? 2 : 1;
    // magic, inode, mode, uid, gid, links, mtime, size, device, device of a node, name, check
    bytes_ +=
        fmt::format("070701{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}"
                    "{:08X}{}",
                    ++inode_, mode, 0, 0, links, 0, content.size(), 0, 0, major(device),
                    minor(device), path.size() + 1, 0, path);
    bytes_ += '\0';
    pad();
    bytes_ += content;
    pad();
}

std::string cpio_archive::finish() && {
    add("TRAILER!!!", 0);
    return std::move(bytes_);
}

void cpio_archive::pad() {
    bytes_.resize((bytes_.size() + 3) & ~std::size_t{3});
}

} // namespace gangway::lab
