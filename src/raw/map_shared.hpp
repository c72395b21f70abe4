// SPDX-License-Identifier: MIT
//
// Memory that is shared with the kernel.
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>

#include <sys/mman.h>

#include <gangway/raw.hpp>

#include "description/explain.hpp"

namespace gangway::raw {

/// `size` bytes of a file, from `offset`. Errors: those of mmap(2).
inline result<mapping> map_shared(int fd, std::uint64_t offset, std::size_t size, int protection) {
    void* at = mmap(nullptr, size, protection, MAP_SHARED, fd, static_cast<off_t>(offset));
    if (at == MAP_FAILED)
        return errno_error(errno, "mmap");
    return mapping{at, size};
}

} // namespace gangway::raw
