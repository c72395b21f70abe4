// SPDX-License-Identifier: MIT
//
// The whole front end as functions of two texts.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostics.hpp"
#include "model/model.hpp"
#include "promises.hpp"

namespace gangway::compiler {

struct compilation {
    model made;
    std::string lock; // the text that NAME.lock must have from now on; empty: there is none
    std::set<std::string> believed; // what it says to be removed, though no lock knows that
};

/// Nothing when there were errors, which are then in the log. Never throws for any input, and
/// depends on nothing but its arguments.
std::optional<compilation> compile(std::string_view description,
                                   const std::optional<std::string>& lock_text, diagnostics& log);

/// The same of a description whose lock is not at hand: with the numbers of a first one.
std::optional<compilation> compile_alone(std::string_view description, diagnostics& log);

/// What breaks whom if this description follows an older one, by position. Nothing when there were
/// other errors, which are then in the log. What a kernel already offers breaks
/// nobody: no module is built from it, and each client brings its own description along.
std::optional<std::vector<breakage>> breakages(std::string_view description,
                                               const compilation& before, diagnostics& log);

/// The name under `interface:`, or nothing when it cannot be found; to find the lock by.
std::optional<std::string> interface_name(std::string_view description);

/// Does it say `provider: kernel`?
bool is_existing(std::string_view description);

} // namespace gangway::compiler
