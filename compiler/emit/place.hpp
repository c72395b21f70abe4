// SPDX-License-Identifier: MIT
//
// Where the kernel has an element of an interface that is not Gangway's, in words: for those who
// write a client by hand, and for the reference.
#pragma once

#include <string>

#include "model/model.hpp"

namespace gangway::compiler {

/// "ioctl on /dev/random: get with 0x80045200", without a full stop.
std::string place_in_words(const element& e);

/// "attribute 3", "item 1"; empty: it has no number.
std::string number_in_words(const field& f);

} // namespace gangway::compiler
