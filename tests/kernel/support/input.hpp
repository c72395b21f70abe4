// SPDX-License-Identifier: MIT
//
// Input devices, for the tests.
#pragma once

#include <filesystem>

#include "test.hpp"

namespace test {

/// Whether this kernel gives input devices to programs: evdev is a module, or not there at all.
inline bool has_evdev() {
    return read_file("/proc/bus/input/handlers").find("Name=evdev") != std::string::npos;
}

/// To be asked before a module is loaded.
inline void need_evdev() {
    if (!has_evdev())
        skip("there is no evdev");
}

/// The node of that instance's input device.
inline std::string event_node(const std::string& instance) {
    for (const auto& one : std::filesystem::directory_iterator{"/sys/class/input"})
        if (const auto name = one.path().filename().string();
            name.starts_with("event") &&
            read_file(one.path() / "device/phys") == "gangway/" + instance + "\n")
            return "/dev/input/" + name;
    fail(std::source_location::current(), "no input device is " + instance);
}

} // namespace test
