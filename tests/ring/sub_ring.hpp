// SPDX-License-Identifier: MIT
// A sub-ring in user space: the data mapped twice, as the kernel maps it, and
// everything between guard pages.
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <gangway/ring.h>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace ring_test {

class sub_ring {
public:
    explicit sub_ring(std::uint32_t size)
        : bytes{size} {
        const int fd = ::memfd_create("sub-ring", MFD_CLOEXEC);
        if (fd < 0 || ::ftruncate(fd, static_cast<off_t>(page + bytes)) != 0) {
            fail();
        }
        void* base =
            ::mmap(nullptr, total(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (base == MAP_FAILED) {
            fail();
        }
        base_ = static_cast<std::byte*>(base);
        map(fd, page, page, 0);
        map(fd, 3 * page, bytes, page);
        map(fd, 3 * page + bytes, bytes, page);
        ::close(fd);
    }
    sub_ring(const sub_ring&) = delete;
    sub_ring& operator=(const sub_ring&) = delete;
    ~sub_ring() { ::munmap(base_, total()); }

    [[nodiscard]] gw_ring_producer* producer() const {
        return reinterpret_cast<gw_ring_producer*>(base_ + page);
    }
    [[nodiscard]] gw_ring_unit* data() const {
        return reinterpret_cast<gw_ring_unit*>(base_ + 3 * page);
    }

    static constexpr std::size_t page = 4096;
    const std::uint32_t bytes;
    gw_ring_tail tail{};
    std::uint32_t wake = 0;

private:
    [[nodiscard]] std::size_t total() const { return 4 * page + 2 * std::size_t{bytes}; }
    [[noreturn]] static void fail() { throw std::system_error{errno, std::system_category()}; }
    void map(int fd, std::size_t at, std::size_t size, std::size_t offset) {
        if (::mmap(base_ + at, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd,
                   static_cast<off_t>(offset)) == MAP_FAILED) {
            fail();
        }
    }
    std::byte* base_ = nullptr;
};

} // namespace ring_test
