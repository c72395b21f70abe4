// SPDX-License-Identifier: MIT
// What in a kernel's log condemns a run.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gangway::lab {

struct log_pattern {
    std::string_view text; // stands like this in the line, in this case
    std::string_view what; // what it means
};

[[nodiscard]] std::span<const log_pattern> log_patterns();

// The first pattern that a line matches, or null.
[[nodiscard]] const log_pattern* condemns(std::string_view line);

// The part of a log since the mark that PID 1 wrote before the first of the user's modules; empty
// if there is none.
[[nodiscard]] std::string_view since_start(std::string_view log);

// Whether the log has the mark that PID 1 writes when everything is over.
[[nodiscard]] bool is_whole(std::string_view log);

// The condemning lines of a log, in order.
[[nodiscard]] std::vector<std::string_view> condemned_lines(std::string_view log);

} // namespace gangway::lab
