// SPDX-License-Identifier: MIT
//
// One datagram to the kernel, one from it.
#pragma once

#include <cstddef>
#include <span>

#include <sys/types.h>

#include <libmnl/libmnl.h>

namespace gangway {

constexpr std::size_t largest_message = std::size_t{1} << 17;

/// False: errno says why.
bool send_to_kernel(int socket, const nlmsghdr* message);

/// The size of the next datagram that the kernel has sent; those of other processes are dropped.
/// -1: errno says why; EMSGSIZE it was larger than `into`, and is gone.
ssize_t receive_from_kernel(int socket, std::span<std::byte> into, int flags = 0);

} // namespace gangway
