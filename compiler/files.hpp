// SPDX-License-Identifier: MIT
//
// Files, all or none. Failures are returned as a sentence, empty when all went well.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gangway::compiler {

struct pending_file {
    std::filesystem::path path;
    std::string text;
};

/// At most `most` bytes and one more, so that a longer file can be told from one that fits.
std::string read_file(const std::filesystem::path& path, std::size_t most, std::string& into);

/// Nothing when it cannot be read.
std::optional<std::string> read_if_there(const std::filesystem::path& path);

/// Writes each beside its place, and only when all are written renames them into it.
std::string write_files(const std::vector<pending_file>& files);

} // namespace gangway::compiler
