// SPDX-License-Identifier: MIT
//
// Which carriers suit what somebody has, best first, and why the others do not. It is decided by
// the rows of carriers.def, what docs/mechanisms.json knows of each, and the figures of
// bench/README.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command.hpp"

namespace gangway::tool {

/// Instructions of one operation, as they were counted.
struct cost {
    std::string_view carrier;
    std::string_view metric;
    std::uint64_t bytes;
    std::uint64_t instructions;
};

struct candidate {
    std::string carrier;
    int rank = 0;
    std::string why;
    std::vector<std::string> but;
    std::string lost;
    std::string promise;
    std::string example;
    std::optional<cost> costs; // the measured one of the nearest size
};

struct refused {
    std::string carrier;
    std::vector<std::string> why;
};

struct answer {
    std::vector<candidate> fits;
    std::vector<refused> not_these;
    std::vector<std::string> of_another_kind;
};

/// Throws usage_error when what is said does not go together.
answer answer_to(const needs& have);

/// "an event of 64 bytes from hard interrupts, …"
std::string in_words(const needs& have);

} // namespace gangway::tool
