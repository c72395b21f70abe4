// SPDX-License-Identifier: MIT
//
// Input devices, for the tests.
#pragma once

#include <filesystem>

#include "test.hpp"

namespace test {

/// Whether this kernel gives input devices to programs: evdev is a module, or not there at all.
inline bool has_evdev() {
    std::error_code none;
    for (const auto& one : std::filesystem::directory_iterator{"/dev/input", none})
        if (one.path().filename().string().starts_with("event"))
            return true;
    return false;
}

} // namespace test
