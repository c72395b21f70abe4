// SPDX-License-Identifier: MIT
//
// Properties of all_types as files, by each carrier of text.
#pragma once

#include "all_types.gw.h"
#include "carriers.hpp"

namespace test {

/// A file system, and what is its own.
struct text_carrier {
    const char* name;
    std::string folder;
    int gone;         ///< errno of who reads on when the module went
    unsigned most;    ///< of the mode: the bits that it lets through
    bool letters;     ///< a bool is Y or N
    bool rewrites;    ///< a second write() is a value again, not the rest of the first
    std::size_t page; ///< what is longer it does not take; 0: no bound of its own
};

inline const text_carrier text_carriers[] = {
    {"sysfs", "/sys/class/gangway/all_types/", ENODEV, 0664, false, true, 4096},
    {"procfs", "/proc/gangway/all_types/", EIO, 0666, false, false, 0},
    {"sysctl", "/proc/sys/gangway/all_types/", ENOENT, 0666, false, false, 0},
    {"debugfs", "/sys/kernel/debug/gangway/all_types/", EIO, 0666, true, false, 0},
};
inline const text_carrier& by_sysfs = text_carriers[0];

/// Null: it is none of text.
inline const text_carrier* find_text_carrier(const std::string& name) {
    const auto* const found = std::find_if(std::begin(text_carriers), std::end(text_carriers),
                                           [&](const auto& c) { return name == c.name; });
    return found == std::end(text_carriers) ? nullptr : found;
}

/// The same, of text.
inline const text_carrier& text_carrier_asked_for(int argc, char** argv) {
    const auto* const found = find_text_carrier(carrier_asked_for(argc, argv).name);
    CHECK(found != nullptr); // else it is not among text_carriers
    return *found;
}

inline std::string sysfs(const std::string& property) {
    return by_sysfs.folder + property;
}

/// One write(); 0 or errno.
inline int put(const std::string& property, const std::string& text,
               const text_carrier& by = by_sysfs) {
    const file fd{by.folder + property, O_WRONLY};
    const auto n = write(fd, text.data(), text.size());
    if (n < 0)
        return errno;
    CHECK_EQ(n, text.size());
    return 0;
}

/// What the file says, its newline taken off.
inline std::string take(const std::string& property, const text_carrier& by = by_sysfs) {
    auto text = read_file(by.folder + property);
    CHECK(text.ends_with('\n'));
    text.pop_back();
    return text;
}

} // namespace test
