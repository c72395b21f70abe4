// SPDX-License-Identifier: MIT
//
// The functions of NAME_kern.gw.c that judge what came from user space, bit by bit.
#pragma once

#include <string>

#include "emit/c_code.hpp"

namespace gangway::compiler {

/// Writes one for each struct that a client sends and that has invalid bit patterns, and for each
/// of the structs and enums within, before what calls it.
void write_checks(writer& out, const model& m);

/// "check_icmpmon_count_request" when the input of that type needs one, else "NULL".
std::string check_function(const model& m, const payload& input);

} // namespace gangway::compiler
