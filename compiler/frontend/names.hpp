// SPDX-License-Identifier: MIT
//
// Which words may be names, and which words exist (errno, capabilities).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace gangway::compiler {

/// ^[a-z][a-z0-9_]*$
bool is_name(std::string_view word) noexcept;

/// Of interfaces: all that the name of a netlink family has room for.
inline constexpr std::size_t longest_interface_name = 15;
/// Of anything else: with the interface's name and some words of ours around it, it is still the
/// name of a file, and a C identifier that every compiler distinguishes from others.
inline constexpr std::size_t longest_name = 63;

/// existing: an interface that the kernel has named already.
enum class name_use : unsigned char { interface, existing, element, type, field, value };

/// Why a name cannot be used so in the generated C, C++ and kernel code, as "a keyword of C or
/// C++"; empty when it can.
std::string_view reserved_as(std::string_view name, name_use use) noexcept;

/// A function of the C library: no namespace can be called so.
bool is_library_function(std::string_view name) noexcept;

bool is_errno(std::string_view word) noexcept;      // "ENOENT"
bool is_capability(std::string_view word) noexcept; // "CAP_NET_ADMIN"

std::vector<std::string_view> errno_names();
std::vector<std::string_view> capability_names();

} // namespace gangway::compiler
