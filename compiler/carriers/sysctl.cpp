// SPDX-License-Identifier: MIT
#include "carriers/text_file.hpp"

namespace gangway::compiler {

const mechanism& sysctl_mechanism() {
    static const existing_text_file it{*find_carrier("sysctl"), "/proc/sys/"};
    return it;
}

} // namespace gangway::compiler
