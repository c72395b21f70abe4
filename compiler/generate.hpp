// SPDX-License-Identifier: MIT
//
// What gangway-gen does once its arguments are read.
#pragma once

#include <string>

namespace gangway::compiler {

struct generate_options {
    std::string description;
    std::string out;
    std::string lock;    // empty: NAME.lock next to the description
    std::string depfile; // empty: none
    bool check = false;
};

/// How it ended, and lines for the standard error. It throws when there is no memory, and for no
/// other reason: whatever is in the files and however they are called.
struct generate_result {
    bool ok = false;
    std::string said;
};
generate_result generate(const generate_options& given);

} // namespace gangway::compiler
