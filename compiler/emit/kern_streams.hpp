// SPDX-License-Identifier: MIT
//
// The provider's side of streams: handlers on buffers of the kernel, or functions on what Gangway
// keeps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emit/writer.hpp"
#include "model/model.hpp"

namespace gangway::compiler {

/// "read_", "write_", "truncate_", "size_": those that such a stream may have.
std::vector<std::string_view> stream_handlers(const stream& s);

/// Must the provider have it?
bool is_required(std::string_view verb);

/// What a handler returns, in C.
std::string_view stream_result(std::string_view verb);

/// The arguments after instance and session, with their types.
std::vector<std::string> stream_arguments(const stream& s, std::string_view verb);

/// "@read_log: …", for the structure of handlers.
std::vector<std::string> stream_handler_docs(const element& e, const stream& s);

/// NAME_wake_STREAM(); or of a store, NAME_read_STREAM() and so on.
void write_stream_functions(writer& out, const model& m, const element& e, const stream& s);

/// The thunks and the const struct gw_stream_type.
void write_stream_parts(writer& out, const model& m, const element& e, const stream& s);

} // namespace gangway::compiler
