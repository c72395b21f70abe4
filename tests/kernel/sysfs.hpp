// SPDX-License-Identifier: MIT
//
// Properties of gwt as files.
#pragma once

#include "gwt.gw.h"
#include "test.hpp"

namespace test {

inline std::string sysfs(const std::string& property) {
    return "/sys/class/gangway/gwt/" + property;
}

/// One write(); 0 or errno.
inline int put(const std::string& property, const std::string& text) {
    const file fd{sysfs(property), O_WRONLY};
    const auto n = write(fd, text.data(), text.size());
    if (n < 0)
        return errno;
    CHECK_EQ(n, text.size());
    return 0;
}

/// What the file says, its newline taken off.
inline std::string take(const std::string& property) {
    auto text = read_file(sysfs(property));
    CHECK(text.ends_with('\n'));
    text.pop_back();
    return text;
}

} // namespace test
