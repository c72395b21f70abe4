// SPDX-License-Identifier: MIT
//
// Which words may be names, which words exist (errno, capabilities), and which was meant.
#pragma once

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gangway::compiler {

/// ^[a-z][a-z0-9_]*$
bool is_name(std::string_view word) noexcept;

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

/// "did you mean 'access'?", or, when nothing is near, "write one of a, b, c".
std::string suggest(std::string_view word, std::span<const std::string_view> known);

/// The names of all entries, for suggest(); views of the entries' own.
template <class Range, class Name>
std::vector<std::string_view> words_of(const Range& entries, Name name) {
    std::vector<std::string_view> words(std::size(entries));
    std::ranges::transform(entries, words.begin(), name);
    return words;
}

/// "a, b, c"
std::string join(std::span<const std::string_view> words);

} // namespace gangway::compiler
