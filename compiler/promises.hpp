// SPDX-License-Identifier: MIT
//
// What a description promises beyond numbers and layouts, so that no lock has it: who may do what,
// which values are taken, and what they mean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/model.hpp"

namespace gangway::compiler {

/// Something in a description that does not fit what was built from an older one.
struct breakage {
    position at;
    std::string_view rule; // of diagnostics.def, "removed", or one of promises.cpp
    bool clients = false;  // those built before fail with modules built now
    bool modules = false;  // those built before fail with clients built now
    std::string text;
};

/// What `after` keeps no more of what `before` promised. The compiler takes it; peers may not.
std::vector<breakage> broken_promises(const model& before, const model& after);

} // namespace gangway::compiler
