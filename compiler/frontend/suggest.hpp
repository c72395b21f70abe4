// SPDX-License-Identifier: MIT
//
// What was meant by a word that is none of the known ones.
#pragma once

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gangway::compiler {

/// "did you mean 'access'?", or, when nothing is near, "write one of a, b, c".
std::string suggest(std::string_view word, std::span<const std::string_view> known);

/// The same of the key of a map, and of what other languages call it: "write `range: [MIN, MAX]`".
std::string suggest_key(std::string_view word, std::span<const std::string_view> known);

/// The same of a word that is a value, and of what the kernel calls it: "write hardirq".
std::string suggest_word(std::string_view word, std::span<const std::string_view> known);

/// The same of a type, of arrays as C has them, and of what no description can have.
std::string suggest_type(std::string_view word, std::span<const std::string_view> known);

/// The same where only a struct can be; fields can always be written in place of its name.
std::string suggest_struct(std::string_view word, std::span<const std::string_view> structs);

/// The same of a capability, with or without CAP_.
std::string suggest_capability(std::string_view word, std::span<const std::string_view> known);

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
