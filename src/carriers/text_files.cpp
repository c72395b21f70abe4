// SPDX-License-Identifier: MIT
//
// The carriers whose elements are plain text files, ours or the kernel's.
#include "text/files.hpp"

namespace gangway::carriers {

using opened = result<std::unique_ptr<carrier>>;

opened open_procfs(const endpoint& at) {
    return open_text_files({.carrier = "procfs", .gone = EIO}, at);
}

opened open_sysctl(const endpoint& at) {
    return open_text_files({.carrier = "sysctl", .gone = ENOENT}, at);
}

// It is not mounted everywhere.
opened open_debugfs(const endpoint& at) {
    return open_text_files({.carrier = "debugfs", .gone = EIO}, at);
}

opened open_sysfs(const endpoint& at) {
    return open_text_files({.carrier = "sysfs", .notifies = true}, at);
}

opened open_param(const endpoint& at) {
    return open_text_files({.carrier = "param", .parameters = true}, at);
}

} // namespace gangway::carriers
