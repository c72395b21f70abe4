// SPDX-License-Identifier: MIT
//
// How a model is spelled in C: shared by the UAPI header, the provider glue and the reference.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emit/writer.hpp"
#include "model/model.hpp"

namespace gangway::compiler {

/// The line by which tools know a file that is not to be edited.
std::string generated_line(const model& m);

/// ICMPMON_ENABLED: the number of an element.
std::string number_constant(const model& m, const element& e);

/// "__be32", "struct icmpmon_point": how a member of a UAPI struct is declared.
std::string uapi_type(const field& f);

/// "bool", "__be32", "u32" for an enum: how a single value is handed to a provider's function.
std::string kernel_type(const field& f);

/// Whether a property's value is passed by itself instead of as its struct.
bool is_scalar(const field& f);

/// The declaration of a member, without its semicolon: "__u8 __pad0[6]".
std::string declaration(const struct_type& type, const member& m);

/// sizeof the union of a call's request and reply; 0: there is none.
std::uint32_t buffer_size(const call& c);

/// The key of a table that is handed over by itself: the only one, a scalar or a string. Null: the
/// whole row is.
const field* single_key(const table& t);

/// The only field of a property's struct.
const field& value_of(const property& p);

/// Where values of a struct travel: "request of count". Empty: only inside of other structs.
std::string role_of(const model& m, const struct_type& type);

/// What a member holds, for kernel-doc; never empty, and never only its name.
std::string describe(const model& m, const struct_type& type, const member& part);

/// "0x7" with the suffix that its type needs.
std::string unsigned_literal(std::uint64_t value, basic type);

/// A number of the type, as an expression of C: "-5", "0xffffULL", "true".
std::string literal(const constant& c, basic type);

/// The same of a property's default, in the byte order of its type.
std::string initial_of(const property& p);

/// A constant as people read it: "true", "10.0.0.1"-less numbers, quoted text, names of an enum.
std::string in_words(const constant& c, const field& f);
/// "1 to 100"
std::string in_words(const value_range& range, const field& f);

/// /dev/gangway/NAME, or /dev/gangway/NAME/INSTANCE.
std::string node_of(const model& m, std::string_view instance = "INSTANCE");

/// Where carriers.def says that a program finds an element:
/// /sys/class/gangway/NAME[@INSTANCE]/ELEMENT.
std::string path_of(const model& m, const element& e, const carrier& c);

/// Of its carriers that give a property its value at build time, the one that a client can use too,
/// else the first; null: it is no parameter.
const carrier* parameter_carrier(const element& e);

/// ICMPMON_GW_AT_PACKET, PARAMS_GW_PARAM_LEVEL: places in the tables of the provider's glue.
std::string element_index(const model& m, const element& e);
std::string parameter_index(const model& m, const element& e);

/// "&icmpmon_gw_elements[ICMPMON_GW_AT_PACKET]"
std::string element_entry(const model& m, const element& e);
/// "&params_gw_params[PARAMS_GW_PARAM_LEVEL]"
std::string parameter_entry(const model& m, const element& e);

/// "get with GET, set with SET", or the one of both that the property has.
std::string get_and_set(const property& p, std::string_view get, std::string_view set);

/// "attribute 3", "item 1": where a kernel's own message has a field; empty: it has no number.
std::string number_in_words(const field& f);

/// `#define NAME VALUE`, on two lines when one is too long.
void define(writer& out, std::string_view name, std::string_view value);

/// A comment of C: on one line if it fits, else a block; `indent` before each line.
void comment(writer& out, std::string_view text, std::string_view indent = "");

/// Element bodies by kind; null when it is another.
const property* as_property(const element& e);
const call* as_call(const element& e);
const event* as_event(const element& e);
const table* as_table(const element& e);
const stream* as_stream(const element& e);

} // namespace gangway::compiler
