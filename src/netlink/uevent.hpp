// SPDX-License-Identifier: MIT
//
// A uevent's message, ACTION@DEVPATH followed by KEY=VALUE texts, as a record: the field
// "devpath" is the value of DEVPATH.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <gangway/description.hpp>
#include <gangway/result.hpp>

namespace gangway::uevent {

/// The value of a key, "DEVPATH"; empty when there is none.
std::string_view value_of(std::span<const std::byte> message, std::string_view key);

/// A field's key is `prefix` and its name in capitals. Missing keys are zero, and those that the
/// description does not know are skipped. Errors: EPROTO a value does not match its field, or is
/// too long.
result<std::vector<std::byte>> read(std::span<const std::byte> message, const dynamic::layout& as,
                                    std::string_view prefix = {});

} // namespace gangway::uevent
