// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "test.hpp"

namespace test {

/// The kernel's log from its construction on.
class kernel_log {
public:
    kernel_log() { CHECK_OK(lseek(in_, 0, SEEK_END)); }
    /// Since it was asked last.
    bool says(const std::string& what) {
        std::string all;
        char record[8192];
        for (ssize_t size = 0; (size = read(in_, record, sizeof record)) > 0;)
            all.append(record, static_cast<std::size_t>(size));
        return all.find(what) != all.npos;
    }

private:
    file in_{"/dev/kmsg", O_RDONLY | O_NONBLOCK};
};

} // namespace test
