// SPDX-License-Identifier: MIT
#include "files.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>

#include <fmt/format.h>
#include <unistd.h>

namespace gangway::compiler {

namespace fs = std::filesystem;

namespace {

/// Removes what was written beside, unless it was renamed into place.
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
            return fmt::format("cannot write {}: {}", beside.string(), std::strerror(errno));
        return {};
    }

    std::string rename(std::size_t index, const fs::path& to) {
        std::error_code error;
        fs::rename(paths_[index], to, error);
        return error ? fmt::format("cannot write {}: {}", to.string(), error.message()) : "";
    }

private:
    std::vector<fs::path> paths_;
};

} // namespace

std::string read_file(const fs::path& path, std::size_t most, std::string& into) {
    std::error_code error;
    if (fs::is_directory(path, error))
        return fmt::format("cannot read {}: it is a directory", path.string());
    errno = 0;
    std::ifstream in{path, std::ios::binary};
    if (!in)
        return fmt::format("cannot read {}: {}", path.string(), std::strerror(errno));
    into.clear();
    char block[4096];
    while (into.size() <= most && (in.read(block, sizeof block), in.gcount() > 0))
        into.append(block, static_cast<std::size_t>(in.gcount()));
    into.resize(std::min(into.size(), most + 1));
    return in.bad() ? fmt::format("cannot read {}", path.string()) : "";
}

std::optional<std::string> read_if_there(const fs::path& path) {
    std::string text;
    const auto all = std::numeric_limits<std::size_t>::max() - 1;
    if (!fs::exists(path) || !read_file(path, all, text).empty())
        return std::nullopt;
    return text;
}

std::string write_files(const std::vector<pending_file>& files) {
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
