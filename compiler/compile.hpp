// SPDX-License-Identifier: MIT
//
// The whole front end as one function of two texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diagnostics.hpp"
#include "model.hpp"

namespace gangway::compiler {

struct compilation {
    model made;
    std::string lock; // the text that NAME.lock must have from now on
};

/// Nothing when there were errors, which are then in the log. Never throws for any input, and
/// depends on nothing but its arguments.
std::optional<compilation> compile(std::string_view description,
                                   const std::optional<std::string>& lock_text, diagnostics& log);

/// The name under `interface:`, or nothing when it cannot be found; to find the lock by.
std::optional<std::string> interface_name(std::string_view description);

} // namespace gangway::compiler
