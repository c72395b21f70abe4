// SPDX-License-Identifier: MIT
//
// Text of the kernel's own files, which has no common encoding: each file is as its author liked
// it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gangway/description.hpp>
#include <gangway/result.hpp>

namespace gangway::foreign_text {

/// A file's whole content as the bytes of a property. Blanks around a value do not count. Values of
/// a list are separated by blanks, tabs, line ends or commas. Where one of several words is in
/// brackets, `always [madvise] never`, it is the value. Strings are all of the text without its
/// last line end; bytes the file as it is, or hexadecimal digits with `format: hex`.
/// Errors: EPROTO the text does not match the description.
result<std::vector<std::byte>> read(const dynamic::layout& type, std::string_view text);

/// What to write for a value: a list with blanks between its values, flags as a number, bytes as
/// they are, all but these with a line end.
std::string write(const dynamic::layout& type, std::span<const std::byte> value);

/// Is the content no text, so that it may be written in pieces?
bool is_binary(const dynamic::layout& type);

} // namespace gangway::foreign_text
