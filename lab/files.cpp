// SPDX-License-Identifier: MIT
#include "files.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <fstream>
#include <pwd.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace gangway::lab {

void unique_fd::reset() {
    if (fd_ >= 0)
        ::close(std::exchange(fd_, -1));
}

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text;
    for (std::array<char, 65536> block; in.read(block.data(), block.size()), in.gcount() > 0;)
        text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (!in.is_open() || in.bad())
        throw failure(fmt::format("{}: {}", path.native(), std::strerror(errno)));
    return text;
}

void write_file(const fs::path& path, std::string_view content) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out)
        throw failure(fmt::format("{}: {}", path.native(), std::strerror(errno)));
}

void write_all(int fd, std::string_view data) {
    while (!data.empty()) {
        const ssize_t n = ::write(fd, data.data(), data.size());
        if (n < 0 && errno != EINTR)
            throw failure(fmt::format("cannot write: {}", std::strerror(errno)));
        if (n > 0)
            data.remove_prefix(static_cast<std::size_t>(n));
    }
}

fs::path cache_dir() {
    fs::path base;
    if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg && *xdg == '/') {
        base = xdg;
    } else {
        const char* home = std::getenv("HOME");
        const passwd* user = home ? nullptr : ::getpwuid(::getuid());
        if (!home && !user)
            throw failure("there is no home directory to cache kernels in; set XDG_CACHE_HOME");
        base = fs::path(home ? home : user->pw_dir) / ".cache";
    }
    fs::create_directories(base / "gangway");
    return base / "gangway";
}

unique_fd lock(const fs::path& path, lock_kind kind) {
    unique_fd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (!fd)
        throw failure(fmt::format("{}: {}", path.native(), std::strerror(errno)));
    const int how = kind == lock_kind::shared ? LOCK_SH : LOCK_EX;
    if (::flock(fd.get(), how | LOCK_NB) == 0)
        return fd;
    if (kind == lock_kind::try_exclusive)
        return {};
    fmt::print(stderr, "gangway-lab: waiting for another gangway-lab ({})\n", path.native());
    while (::flock(fd.get(), how) < 0) {
        if (errno != EINTR)
            throw failure(fmt::format("{}: {}", path.native(), std::strerror(errno)));
    }
    return fd;
}

fs::path find_program(std::string_view name) {
    const auto usable = [](const fs::path& p) {
        std::error_code unreadable; // a folder of PATH may be another user's
        return fs::is_regular_file(p, unreadable) && ::access(p.c_str(), X_OK) == 0;
    };
    if (name.find('/') != std::string_view::npos)
        return usable(name) ? fs::absolute(name).lexically_normal() : fs::path{};
    const char* path = std::getenv("PATH");
    std::string rest = path ? path : "";
    // A user's PATH often lacks these, and the guest runs everything as root.
    rest += ":/usr/sbin:/usr/bin:/sbin:/bin";
    for (std::size_t at = 0; at <= rest.size();) {
        const std::size_t colon = std::min(rest.find(':', at), rest.size());
        const fs::path candidate = fs::path(rest.substr(at, colon - at)) / name;
        if (colon > at && usable(candidate))
            return fs::absolute(candidate).lexically_normal();
        at = colon + 1;
    }
    return {};
}

fs::path program_beside(std::string_view name) {
    const fs::path beside = fs::read_symlink("/proc/self/exe").parent_path() / name;
    return fs::exists(beside) ? beside : fs::path{};
}

fs::path require_program(std::string_view name, std::string_view package) {
    fs::path found = find_program(name);
    if (found.empty())
        throw failure(fmt::format("{} is not installed: apt-get install {}", name, package));
    return found;
}

} // namespace gangway::lab
