// SPDX-License-Identifier: MIT
#include "carriers/text_file.hpp"

namespace gangway::compiler {

const mechanism& procfs_mechanism() {
    static const existing_text_file it{*find_carrier("procfs"), "/proc/"};
    return it;
}

} // namespace gangway::compiler
