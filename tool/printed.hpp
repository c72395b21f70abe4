// SPDX-License-Identifier: MIT
//
// Values as people write them on a command line, and as get prints them.
#pragma once

#include <string_view>

#include <gangway/dynamic.hpp>

namespace gangway::tool {

/// As dynamic::from_text() reads it; also what to_text() writes: "a quoted text", {x=1mm y=[2, 3]};
/// and yes, no, on, off.
result<dynamic::value> from_printed(const dynamic::field& type, std::string_view text);

} // namespace gangway::tool
