// SPDX-License-Identifier: MIT
//
// The ways in which carriers name a place in a kernel that has no Gangway: what `at:` holds.
#pragma once

#include <string_view>
#include <vector>

#include "frontend/workbench.hpp"

namespace gangway::compiler {

/// Names one file, in one way only: no empty part, no `.` or `..`, no slash at the end.
bool is_plain_path(std::string_view path);

/// `via:` and `at:` of what a kernel already offers, of which the one may follow from the other.
void read_place(workbench& w, element& e, const node& n);

/// What a module's element says to its carriers, each under that one's name.
void read_options(workbench& w, element& e, const node& n);

/// The carriers that an element of this kind may say something to.
std::vector<std::string_view> carriers_with_options(element_kind kind);

/// The value of one key. What is wrong with it is said, and something harmless read.
class at_value {
public:
    /// `root`: the folder that paths must be in.
    at_value(workbench& w, const node& value, std::string_view key, std::string_view root)
        : w_{w}
        , value_{value}
        , key_{key}
        , root_{root} {}

    void path(std::string& into);
    void name(std::size_t most, std::string& into);
    void number(std::uint32_t least, std::uint32_t most, std::uint32_t& into);
    void truth(bool& into);
    void choice(std::string_view noun, std::span<const std::string_view> words, std::string& into);
    void text(std::string& into);
    /// A list of texts.
    void texts(std::vector<std::string>& into);
    /// A map of NAME: WORD, or of NAME: [WORD, LEAST, MOST].
    void codes(std::vector<input_code>& into);

private:
    void code(const yaml_entry& entry, std::vector<input_code>& into);

    workbench& w_;
    const node& value_;
    std::string_view key_;
    std::string_view root_;
};

} // namespace gangway::compiler
