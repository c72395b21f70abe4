// SPDX-License-Identifier: MIT
//
// Memory for what a foreign ioctl reads and writes. How much that is only its kernel knows: the
// size in its number may be missing, or lie. So it ends where a page ends that nobody may touch:
// whoever goes further, even by a byte, is stopped by the MMU, and the ioctl fails with EFAULT.
#pragma once

#include <cstddef>
#include <span>

#include <gangway/result.hpp>

namespace gangway::existing {

class walled_buffer {
public:
    /// Zeros. Errors: those of mmap().
    static result<walled_buffer> make(std::size_t size);
    walled_buffer(walled_buffer&& other) noexcept;
    walled_buffer(const walled_buffer&) = delete;
    walled_buffer& operator=(const walled_buffer&) = delete;
    walled_buffer& operator=(walled_buffer&&) = delete;
    ~walled_buffer();

    [[nodiscard]] std::span<std::byte> bytes() const noexcept { return bytes_; }

private:
    walled_buffer(std::span<std::byte> all, std::span<std::byte> bytes) noexcept
        : all_{all}
        , bytes_{bytes} {}

    std::span<std::byte> all_; // the walls too
    std::span<std::byte> bytes_;
};

} // namespace gangway::existing
