// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace gangway::lab {

// The guest's PID 1 (init.c), a static program embedded in this one.
[[nodiscard]] std::string_view init_program();

} // namespace gangway::lab
