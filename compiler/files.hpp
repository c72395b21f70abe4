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

/// At most `most` bytes and one more, so that a longer file can be distinguished from one that
/// fits.
std::string read_file(const std::filesystem::path& path, std::size_t most, std::string& into);

/// The same of a file that is written here too, so it must be a regular one; or nothing when there
/// is none.
std::string read_own_file(const std::filesystem::path& path, std::size_t most,
                          std::optional<std::string>& into);

/// Writes each to a temporary file, and renames them into place only when all are written. A place
/// is free or has a regular file: nothing else is replaced.
std::string write_files(const std::vector<pending_file>& files);

} // namespace gangway::compiler
