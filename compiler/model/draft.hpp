// SPDX-License-Identifier: MIT
//
// A model that still lacks layout and numbers.
#pragma once

#include <string>
#include <vector>

#include "model/model.hpp"

namespace gangway::compiler {

/// An entry of `removed:`, an element or TYPE.VALUE.
struct removal {
    std::string name;
    position at;
};

struct draft {
    model made;
    std::vector<removal> removed;
};

} // namespace gangway::compiler
