// SPDX-License-Identifier: MIT
//
// Reading single values out of the tree. Each function says what is wrong and returns nothing;
// the caller goes on with a default, so that one run finds several errors.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "frontend/names.hpp"
#include "frontend/suggest.hpp"
#include "frontend/yaml.hpp"
#include "model/diagnostics.hpp"

namespace gangway::compiler {

/// An integer as written: its sign and its size, so that all of u64 and s64 fit.
struct integer {
    bool negative = false; // never for zero
    std::uint64_t magnitude = 0;

    auto operator<=>(const integer& other) const noexcept {
        if (negative != other.negative)
            return other.negative <=> negative;
        return negative ? other.magnitude <=> magnitude : magnitude <=> other.magnitude;
    }
    bool operator==(const integer&) const = default;
};

std::string to_string(const integer& value);

/// The smallest and the largest integer of a type (is_integer).
integer least(basic type) noexcept;
integer greatest(basic type) noexcept;

/// "{enum: [a, b]}" for the list alone; empty for what is no list of words.
std::string as_enum(const node& n);

class reader {
public:
    explicit reader(diagnostics& log)
        : log_{log} {}

    /// True when n is a map, all of whose keys are among the known ones. An unknown key is
    /// reported, but the map still serves.
    bool is_map(const node& n, std::string_view what, std::span<const std::string_view> known);
    bool is_map(const node& n, std::string_view what,
                std::initializer_list<std::string_view> known) {
        return is_map(n, what, std::span{known.begin(), known.size()});
    }
    /// True when n is a map of names that the author chooses.
    bool is_open_map(const node& n, std::string_view what, std::string_view expected);

    std::optional<std::string> text(const node& n, std::string_view what);
    /// A word, and no boolean.
    std::optional<std::string> word(const node& n, std::string_view what);
    /// A new name: its letters, its length and whether it is reserved.
    bool name(const node& n, name_use use);
    std::optional<bool> boolean(const node& n, std::string_view what);
    std::optional<integer> number(const node& n, std::string_view what);
    std::optional<std::uint32_t> bounded(const node& n, std::string_view what, std::uint32_t low,
                                         std::uint32_t high);
    /// The index of the word among the known ones, of which each is `noun` ("an access").
    std::optional<std::size_t> choice(const node& n, std::string_view what, std::string_view noun,
                                      std::span<const std::string_view> known);
    /// The text under `doc:`, if there is one, with nothing that breaks a C comment.
    std::string doc(const node& map);
    std::string doc_text(const node& n);

private:
    diagnostics& log_;
};

} // namespace gangway::compiler
