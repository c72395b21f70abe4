// SPDX-License-Identifier: MIT
//
// A stream that is read and written as a file's content is.
#pragma once

#include <cerrno>
#include <span>

#include <unistd.h>

#include "carrier.hpp"

namespace gangway::carriers {

class content : public channel {
public:
    result<std::size_t> read(std::span<std::byte> into) override {
        return counted(::read(native_handle(), into.data(), into.size()), "read");
    }
    result<std::size_t> write(std::span<const std::byte> from) override {
        return counted(::write(native_handle(), from.data(), from.size()), "write");
    }
    result<void> seek(std::uint64_t position) override {
        if (lseek(native_handle(), static_cast<off_t>(position), SEEK_SET) < 0)
            return errno_error(errno == ESPIPE ? EOPNOTSUPP : errno, "lseek");
        return {};
    }

private:
    static result<std::size_t> counted(ssize_t n, const char* what) {
        if (n < 0) // EBADF: what could be opened for one direction only
            return errno_error(errno == EBADF ? EACCES : errno, what);
        return static_cast<std::size_t>(n);
    }
};

} // namespace gangway::carriers
