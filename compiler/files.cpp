// SPDX-License-Identifier: MIT
#include "files.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

namespace gangway::compiler {

namespace fs = std::filesystem;

namespace {

std::string because(std::string_view what, const fs::path& path, std::string_view why) {
    return fmt::format("cannot {} {}{}{}", what, path.string(), why.empty() ? "" : ": ", why);
}

std::string because_of_errno(std::string_view what, const fs::path& path) {
    return because(what, path, errno != 0 ? std::strerror(errno) : "");
}

/// Is there a regular file? Any other, such as a folder, /dev/null or a pipe, is an error.
std::string find_own_file(std::string_view what, const fs::path& path, bool& there) {
    std::error_code error;
    const auto type = fs::status(path, error).type();
    there = type == fs::file_type::regular;
    if (there || type == fs::file_type::not_found)
        return {};
    if (type == fs::file_type::directory)
        return because(what, path, "it is a directory");
    return because(what, path, error ? error.message() : "it is not a regular file");
}

/// Removes a temporary file, unless it was renamed into place.
class scratch_files {
public:
    scratch_files() = default;
    scratch_files(const scratch_files&) = delete;
    scratch_files& operator=(const scratch_files&) = delete;
    ~scratch_files() {
        std::error_code ignored;
        for (const auto& path : paths_)
            fs::remove(path, ignored);
    }

    std::string add(const pending_file& file) {
        // Of this process: a description may be read by several at once.
        const fs::path beside = fmt::format("{}.{}.new", file.path.string(), ::getpid());
        paths_.push_back(beside);
        std::ofstream out{beside, std::ios::binary | std::ios::trunc};
        out << file.text;
        out.close();
        if (!out)
            return because_of_errno("write", file.path);
        return {};
    }

    std::string rename(std::size_t index, const fs::path& to) {
        std::error_code error;
        fs::rename(paths_[index], to, error);
        return error ? because("write", to, error.message()) : "";
    }

private:
    std::vector<fs::path> paths_;
};

} // namespace

std::string read_file(const fs::path& path, std::size_t most, std::string& into) {
    std::error_code error;
    if (fs::is_directory(path, error))
        return because("read", path, "it is a directory");
    errno = 0;
    std::ifstream in{path, std::ios::binary};
    if (!in)
        return because_of_errno("read", path);
    into.clear();
    char block[4096];
    while (into.size() <= most && (in.read(block, sizeof block), in.gcount() > 0))
        into.append(block, static_cast<std::size_t>(in.gcount()));
    into.resize(std::min(into.size(), most + 1));
    return in.bad() ? because_of_errno("read", path) : "";
}

std::string read_own_file(const fs::path& path, std::size_t most,
                          std::optional<std::string>& into) {
    bool there = false;
    if (auto error = find_own_file("read", path, there); !error.empty() || !there)
        return error;
    return read_file(path, most, into.emplace());
}

std::string write_files(const std::vector<pending_file>& files) {
    bool there = false;
    std::set<fs::path> places;
    for (const auto& file : files)
        if (auto error = find_own_file("write", file.path, there); !error.empty())
            return error;
        else if (!places.insert(file.path.lexically_normal()).second)
            return because("write", file.path, "two files would be called so");
    scratch_files scratch;
    for (const auto& file : files)
        if (auto error = scratch.add(file); !error.empty())
            return error;
    for (std::size_t i = 0; i < files.size(); ++i)
        if (auto error = scratch.rename(i, files[i].path); !error.empty())
            return error;
    return {};
}

} // namespace gangway::compiler
