// SPDX-License-Identifier: MIT
//
// As much of ELF as it takes to find a section in a kernel module of this machine.
#pragma once

#include <string_view>

#include <gangway/result.hpp>

namespace gangway::tool {

bool is_elf(std::string_view file) noexcept;

/// The contents of a section, inside `file`. The file may be anything: nothing outside of it is
/// read. Errors: EINVAL not a 64-bit file of this machine's byte order, or broken; ENOENT it has no
/// such section.
result<std::string_view> elf_section(std::string_view file, std::string_view name);

} // namespace gangway::tool
