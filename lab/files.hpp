// SPDX-License-Identifier: MIT
// Descriptors, whole files, locks, and where the lab keeps things.
#pragma once

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace gangway::lab {

namespace fs = std::filesystem;

// What the lab itself could not do; what() is a whole sentence that says how to fix it.
struct failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Owns a descriptor.
class unique_fd {
public:
    unique_fd() = default;
    explicit unique_fd(int fd)
        : fd_(fd) {}
    unique_fd(unique_fd&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)) {}
    unique_fd& operator=(unique_fd&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    unique_fd(const unique_fd&) = delete;
    unique_fd& operator=(const unique_fd&) = delete;
    ~unique_fd() { reset(); }

    [[nodiscard]] int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    void reset();

private:
    int fd_ = -1;
};

// Whole files. Throw failure with the path and the system's reason.
[[nodiscard]] std::string read_file(const fs::path& path);
void write_file(const fs::path& path, std::string_view content);
void write_all(int fd, std::string_view data);

// Reads a structure out of a file that may end before it does.
template <typename T>
bool peek(std::string_view content, std::size_t at, T& value) {
    if (at > content.size() || sizeof value > content.size() - at)
        return false;
    std::memcpy(&value, content.data() + at, sizeof value);
    return true;
}

// $XDG_CACHE_HOME/gangway, else ~/.cache/gangway; made if it is missing.
[[nodiscard]] fs::path cache_dir();

enum class lock_kind { shared, exclusive, try_exclusive };

// An advisory lock on a file, held until the descriptor closes. Says so on stderr if it has to
// wait. An empty descriptor means that try_exclusive found it held.
[[nodiscard]] unique_fd lock(const fs::path& path, lock_kind kind);

// A program on PATH (or the path itself, if it has a slash); empty if there is none.
[[nodiscard]] fs::path find_program(std::string_view name);

// The same, but throws a failure that names the Debian package to install.
fs::path require_program(std::string_view name, std::string_view package);
// A program of Gangway's that is beside this one; empty if it is not.
fs::path program_beside(std::string_view name);

} // namespace gangway::lab
