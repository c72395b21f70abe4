// SPDX-License-Identifier: MIT
#include "carriers/text_file.hpp"

namespace gangway::compiler {

const mechanism& debugfs_mechanism() {
    static const text_file it{*find_carrier("debugfs")};
    return it;
}

} // namespace gangway::compiler
