// SPDX-License-Identifier: MIT
//
// The back ends: each turns a checked model into the text of one file, and touches nothing else.
#pragma once

#include <string>
#include <vector>

#include "model/model.hpp"

namespace gangway::compiler {

struct output_file {
    std::string name;   // relative to the output directory: "icmpmon.gw.h"
    std::string text;   // ends with a newline; never depends on time, place or locale
    bool always = true; // false: a carrier's, which not every interface has
};

output_file emit_uapi(const model& m);        // NAME.gw.h       UAPI header, C and C++
output_file emit_kern_header(const model& m); // NAME_kern.gw.h  the provider's types and functions
output_file emit_kern_source(const model& m); // NAME_kern.gw.c  const tables and typed thunks
output_file emit_client(const model& m);      // NAME.gw.hpp     C++ client
output_file emit_json(const model& m);        // NAME.gw.json    the description, as embedded
output_file emit_markdown(const model& m);    // NAME.gw.md      reference

/// All of them, in the order above, and what carriers have beside them; of an existing interface
/// only the client's.
std::vector<output_file> emit_all(const model& m);

} // namespace gangway::compiler
