// SPDX-License-Identifier: MIT
//
// sysctl: values that a kernel has below /proc/sys.
#include "../text_files.hpp"

namespace gangway::carriers {

result<std::unique_ptr<carrier>> open_sysctl(const endpoint& at) {
    return open_text_files({.carrier = "sysctl", .gone = ENOENT}, at, {});
}

} // namespace gangway::carriers
