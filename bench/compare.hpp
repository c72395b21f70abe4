// SPDX-License-Identifier: MIT
//
// Two reports of the bench, cell by cell.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

namespace bench {

/// Prints what differs between the report `before` and the report `after`. How many cells take
/// more than `above` percent more. Throws std::runtime_error, in words: it is no report, or one of
/// other units.
int compare(const std::filesystem::path& before, const std::filesystem::path& after, double above,
            std::ostream& to);

/// `--compare OLD.json [NEW.json] [--above PERCENT]`; the exit status: 1 if cells take more, 2 for
/// what is wrong with the arguments or the files. `latest`: NEW.json, if it is left out.
int compare_command(int argc, char** argv, const std::filesystem::path& latest);

} // namespace bench
