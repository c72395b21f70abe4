// SPDX-License-Identifier: MIT
//
// How large values get in the encodings whose length depends on the value.
#pragma once

#include <cstdint>

#include "model/model.hpp"

namespace gangway::compiler {

/// Bytes of the longest text of a field that holds no struct, without the trailing newline.
std::uint64_t longest_text(const field& f);

/// Bytes of a record as GW_FIELD=TEXT, each with its NUL, what holds a struct left out.
std::uint64_t environment_bytes(const struct_type& type);

/// Bytes of the netlink attributes of a struct, every array and string as long as it may be.
std::uint64_t attribute_bytes(const struct_type& type);

} // namespace gangway::compiler
