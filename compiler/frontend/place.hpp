// SPDX-License-Identifier: MIT
//
// The ways in which carriers name a place in a kernel that has no Gangway: what `at:` holds.
#pragma once

#include "frontend/reader.hpp"

namespace gangway::compiler {

inline constexpr std::uint32_t most_attribute = 16383; // what NLA_TYPE_MASK leaves

/// The value of one key. What is wrong with it is said, and something harmless read.
class at_value {
public:
    /// `root`: the folder that paths must lie in.
    at_value(reader& read, diagnostics& log, const node& value, std::string_view key,
             std::string_view root)
        : read_{read}
        , log_{log}
        , value_{value}
        , key_{key}
        , root_{root} {}

    void path(std::string& into);
    void name(std::size_t most, std::string& into);
    void number(std::uint32_t most, std::uint32_t& into);
    void choice(std::string_view noun, std::span<const std::string_view> words, std::string& into);

private:
    reader& read_;
    diagnostics& log_;
    const node& value_;
    std::string_view key_;
    std::string_view root_;
};

} // namespace gangway::compiler
