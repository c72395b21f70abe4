// SPDX-License-Identifier: MIT
// What in a kernel's log fails a run.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gangway::lab {

struct log_pattern {
    std::string_view text; // found in the line, case-sensitively
    std::string_view what; // what it means
};

[[nodiscard]] std::span<const log_pattern> log_patterns();

// The first pattern that a line matches, or null.
[[nodiscard]] const log_pattern* condemns(std::string_view line);

// The part of a log between the marks that PID 1 writes before the first of the user's modules and
// after the command.
struct log_part {
    std::string_view text; // without the marks; to the end if the second is missing
    bool whole = false;    // both marks are there
};
[[nodiscard]] log_part between_marks(std::string_view log);

// What to show of a log: the lines that fail the run, marked with '>', each with a few that follow,
// and with what its report began with; empty if none does.
[[nodiscard]] std::string reports(std::string_view log);

// The last lines of a log.
[[nodiscard]] std::string_view tail(std::string_view log, std::size_t lines);

} // namespace gangway::lab
