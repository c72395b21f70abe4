// SPDX-License-Identifier: MIT
//
// The kernel's text encoding (see kernel/text/text.h) to and from bytes, and files of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gangway/description.hpp>
#include <gangway/raw.hpp>
#include <gangway/result.hpp>

namespace gangway::kernel_text {

/// A property's bytes as the kernel parses them, and the kernel's text as bytes; without a newline.
/// Errors: EPROTO the text does not match the description.
std::string write(const dynamic::layout& type, std::span<const std::byte> value);
result<std::vector<std::byte>> read(const dynamic::layout& type, std::string_view text);

/// A table: the first line names the columns. Columns that the description does not know are
/// ignored, missing ones are zero. Errors as above, also for an incomplete line.
result<std::vector<std::byte>> read_table(const dynamic::layout& row, std::string_view text);

/// Errors: ENODEV it does not exist, or no longer; EACCES, explained; and those of open(2).
result<raw::descriptor> open(const std::filesystem::path& path, int flags,
                             std::string_view carrier);
/// The content of a file of one value, without its newline. Errors as those of read(2).
result<std::string> read_value(int fd);
/// All of a file, from its beginning; it stops somewhere after `most` bytes. Errors as those of
/// read(2).
result<std::string> read_file(int fd, std::size_t most = SIZE_MAX);

} // namespace gangway::kernel_text
