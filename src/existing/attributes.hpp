// SPDX-License-Identifier: MIT
//
// Structures to a kernel's own netlink attributes, field::attribute and field::item, and back:
//
//   integers, enum, flags    their own size; an unsigned one of another size, if it fits
//   bool                     a flag: present or not; also read from an integer
//   string                   its characters, with or without a NUL
//   bytes                    the bytes
//   struct                   a nest, of the attributes of its fields
//   array of structs         a nest of nests
//   any other array          the values, one after the other
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <libmnl/libmnl.h>

#include <gangway/description.hpp>
#include <gangway/result.hpp>

namespace gangway::existing {

/// Adds each field of `data` that is there, zero too: for a kernel, absent and zero are not the
/// same. False: it does not fit into `room`, the whole message's.
bool put_attributes(nlmsghdr* message, std::size_t room, const dynamic::layout& as,
                    std::span<const std::byte> data);

/// Passes `take` what a message's attributes hold: one structure, or with `each`, the number of an
/// attribute, one for each nest inside that. What the description does not know is skipped; for
/// what it has no room for, `take` gets an error: EPROTO, naming the field.
void for_each_structure(std::span<const std::byte> attributes, const dynamic::layout& as,
                        std::optional<std::uint16_t> each,
                        const std::function<void(result<std::vector<std::byte>>)>& take);

} // namespace gangway::existing
