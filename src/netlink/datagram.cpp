// SPDX-License-Identifier: MIT
#include "netlink/datagram.hpp"

#include <cerrno>

#include <sys/socket.h>

namespace gangway {

bool send_to_kernel(int socket, const nlmsghdr* message) {
    sockaddr_nl kernel{};
    kernel.nl_family = AF_NETLINK;
    return sendto(socket, message, message->nlmsg_len, 0,
                  reinterpret_cast<const sockaddr*>(&kernel), sizeof(kernel)) >= 0;
}

ssize_t receive_from_kernel(int socket, std::span<std::byte> into, int flags) {
    for (;;) {
        sockaddr_nl from{};
        socklen_t length = sizeof(from);
        const auto size = recvfrom(socket, into.data(), into.size(), flags | MSG_TRUNC,
                                   reinterpret_cast<sockaddr*>(&from), &length);
        if (size < 0)
            return size;
        if (length != sizeof(from) || from.nl_pid != 0)
            continue;
        if (static_cast<std::size_t>(size) <= into.size())
            return size;
        errno = EMSGSIZE;
        return -1;
    }
}

} // namespace gangway
