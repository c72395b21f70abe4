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

/// Is a property a plain number? Its text then needs no memory: these two are false if it cannot be
/// done so, and the functions above say why. The bytes that are written end with a newline.
bool is_number(const dynamic::layout& type);
constexpr std::size_t number_size = 32;
bool read_number(const dynamic::layout& type, std::string_view text, std::span<std::byte> into);
std::string_view write_number(const dynamic::layout& type, std::span<const std::byte> from,
                              std::span<char, number_size> into);

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
/// The same of the file that is there now; a reader of streams throws when a read fails. Errors as
/// those of open() and read(2).
result<std::string> read_file(const std::filesystem::path& path);

} // namespace gangway::kernel_text
