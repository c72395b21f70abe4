// SPDX-License-Identifier: MIT
//
// The tables of fields that text and attributes are made from: struct gw_name, struct gw_field.
#pragma once

#include <string>

#include "emit/c_code.hpp"

namespace gangway::compiler {

/// The tables of all structs and enums that travel, each once, a nested one before its users.
void write_field_tables(writer& out, const model& m);

/// "fields_icmpmon_packet".
std::string field_table(const struct_type& type);

} // namespace gangway::compiler
