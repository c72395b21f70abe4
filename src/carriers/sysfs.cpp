// SPDX-License-Identifier: MIT
//
// sysfs: properties as files of the interface's device, or of what else is below /sys.
#include "text/files.hpp"

namespace gangway::carriers {

std::string where_sysfs(const dynamic::element& what, const place& of) {
    return (of.device / what.name).string();
}

result<std::unique_ptr<carrier>> open_sysfs(const endpoint& at) {
    return open_text_files({.carrier = "sysfs", .notifies = true}, at, at.where.device);
}

} // namespace gangway::carriers
