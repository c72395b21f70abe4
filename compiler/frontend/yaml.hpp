// SPDX-License-Identifier: MIT
//
// Strict YAML: the part of it in which a text has one meaning to every reader, as a tree with the
// position of every key and value. Built from yaml-cpp's events, because its own tree accepts
// duplicate keys, reads 010 as eight and forgets where an alias stood.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostics.hpp"

namespace gangway::compiler {

struct yaml_entry;

struct node {
    enum class kind : std::uint8_t { null, scalar, list, map };

    kind is = kind::null;
    bool plain = false; // a scalar without quotes
    position at;
    std::string text;                // of a scalar; of null "~", "null" or how else it was said
    std::vector<node> items;         // of a list
    std::vector<yaml_entry> entries; // of a map, no key twice

    /// The value of a key of a map, or null.
    [[nodiscard]] const node* find(std::string_view key) const noexcept;
    /// "nothing", "a list", "a map", "'text'"; for messages.
    [[nodiscard]] std::string describe() const;
    /// What YAML 1.2 takes for a boolean: true, True, TRUE, false, False or FALSE without quotes.
    [[nodiscard]] std::optional<bool> boolean() const noexcept;
};

struct yaml_entry {
    node key; // always a scalar
    node value;
};

inline constexpr std::size_t yaml_max_bytes = 1U << 20U;
inline constexpr std::size_t yaml_max_depth = 16;

/// Nothing when the text is no tree at all; what is merely not strict is added to the log and the
/// tree returned, so that further errors can be found. Never throws for any input.
std::optional<node> parse_yaml(std::string_view text, diagnostics& log);

} // namespace gangway::compiler
