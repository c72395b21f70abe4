// SPDX-License-Identifier: MIT
#include "carriers/text_file.hpp"

namespace gangway::compiler {

const mechanism& seq_file_mechanism() {
    static const text_file it{*find_carrier("seq_file")};
    return it;
}

} // namespace gangway::compiler
