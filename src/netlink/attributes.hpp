// SPDX-License-Identifier: MIT
//
// Structures as netlink attributes and back, by the rules of <gangway/genetlink.h>.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <libmnl/libmnl.h>

#include <gangway/description.hpp>

namespace gangway {

/// Calls each() for the consecutive attributes in `size` bytes.
template <typename Each>
void for_each_attribute(const void* begin, std::size_t size, Each each) {
    const auto* at = static_cast<const nlattr*>(begin);
    auto left = static_cast<int>(size);
    for (; mnl_attr_ok(at, left); at = mnl_attr_next(at)) {
        left -= MNL_ALIGN(at->nla_len);
        each(at);
    }
}

template <typename Each>
void for_each_nested(const nlattr* nest, Each each) {
    for_each_attribute(mnl_attr_get_payload(nest), mnl_attr_get_payload_len(nest), each);
}

/// The attributes of a message, after a header of that size.
template <typename Each>
void for_each_of(const nlmsghdr* head, std::size_t header, Each each) {
    const std::size_t begin = MNL_ALIGN(header);
    const std::size_t size = mnl_nlmsg_get_payload_len(head);
    if (size > begin)
        for_each_attribute(mnl_nlmsg_get_payload_offset(head, header), size - begin, each);
}

/// Is there a count in front of its values? And the number of values, limited to the room for them.
bool is_counted(const dynamic::field& f);
std::size_t count_values(const dynamic::field& f, std::span<const std::byte> data);

/// Adds `data`, extended with zeros, as a nest of that type; false: it does not fit into `room`,
/// the whole message's.
bool put_attributes(nlmsghdr* message, std::size_t room, std::uint16_t type,
                    const dynamic::layout& as, std::span<const std::byte> data);

/// Fills `data`, which is zero, with what is in the nest. What does not belong there is skipped.
void get_attributes(const nlattr* nest, const dynamic::layout& as, std::span<std::byte> data);

} // namespace gangway
