// SPDX-License-Identifier: MIT
//
// NAME=VALUE on the command line.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gangway/dynamic.hpp>

namespace gangway::tool {

/// Splits at the first "="; throws usage_error when there is none.
std::pair<std::string, std::string> split_assignment(const std::string& text);

/// "saddr=10.0.0.1", "sub.field=3" … as the JSON of a struct. Throws usage_error with the argument
/// that is wrong, the field's type and, where one is near, the name that was meant.
dynamic::value parse_arguments(const dynamic::layout& type,
                               const std::vector<std::string>& arguments);

/// The same of a request to NAME.ELEMENT: throws usage_error, too, where a field is missing.
dynamic::value parse_request(const std::string& name, const dynamic::layout& type,
                             const std::vector<std::string>& arguments);

/// One value; `what` names it in errors.
dynamic::value parse_value(const dynamic::field& type, const std::string& what,
                           std::string_view text);

/// "be32, as ipv4", "u64 in ns", "mode: off, fast", "u16, at most 4 of them"
std::string type_text(const dynamic::field& type);

} // namespace gangway::tool
