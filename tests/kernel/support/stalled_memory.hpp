// SPDX-License-Identifier: MIT
//
// Memory that userfaultfd holds back for ever.
#pragma once

#include <cstdint>

#include <linux/userfaultfd.h>
#include <sys/mman.h>

#include "test.hpp"

namespace test {

inline constexpr std::size_t page = 4096;

/// -1: this kernel has none; see errno.
inline int open_userfaultfd() {
    const auto fd = static_cast<int>(syscall(SYS_userfaultfd, O_CLOEXEC));
    if (fd < 0)
        return -1;
    uffdio_api api{.api = UFFD_API, .features = 0, .ioctls = 0};
    CHECK_OK(ioctl(fd, UFFDIO_API, &api));
    return fd;
}

/// Skips the test where there is none.
inline void need_userfaultfd() {
    const int fd = open_userfaultfd();
    if (fd < 0)
        skip(std::string{"userfaultfd: "} + std::strerror(errno));
    close(fd);
}

/// A page of this process: who touches it waits, and is killable.
inline void* memory_that_never_comes() {
    const int fd = open_userfaultfd();
    CHECK(fd >= 0);
    void* const made =
        mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(made != MAP_FAILED);
    uffdio_register all{};
    all.range = {reinterpret_cast<std::uint64_t>(made), page};
    all.mode = UFFDIO_REGISTER_MODE_MISSING;
    CHECK_OK(ioctl(fd, UFFDIO_REGISTER, &all));
    return made;
}

} // namespace test
