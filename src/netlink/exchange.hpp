// SPDX-License-Identifier: MIT
//
// Requests and their answers over netlink, of any protocol.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>

#include <libmnl/libmnl.h>

#include <gangway/result.hpp>

#include "netlink/extack.hpp"

namespace gangway::nl {

struct close_socket {
    void operator()(mnl_socket* socket) const noexcept { mnl_socket_close(socket); }
};

using socket_handle = std::unique_ptr<mnl_socket, close_socket>;

/// A socket of a protocol, with the kernel's own error texts in its answers. Nobody but the kernel
/// can send to it, except to groups.
result<socket_handle> open_socket(int protocol);

/// The messages that were received together.
template <typename Each>
void for_each_message(std::span<const std::byte> all, Each each) {
    while (all.size() >= sizeof(nlmsghdr)) {
        const auto* const head = reinterpret_cast<const nlmsghdr*>(all.data());
        if (head->nlmsg_len < sizeof(nlmsghdr) || head->nlmsg_len > all.size())
            return;
        each(head);
        all = all.subspan(std::min<std::size_t>(all.size(), MNL_ALIGN(head->nlmsg_len)));
    }
}

/// Whoever is passed messages, by reference: it stays the caller's.
class take {
public:
    template <typename To>
        requires std::invocable<const To&, const nlmsghdr*>
    take(const To& to) noexcept
        : to_{&to}
        , call_{[](const void* called, const nlmsghdr* head) {
            (*static_cast<const To*>(called))(head);
        }} {}

    void operator()(const nlmsghdr* head) const { call_(to_, head); }

private:
    const void* to_;
    void (*call_)(const void*, const nlmsghdr*);
};

/// Sends a request under a number of its own, and passes `each` the answers to it until the end:
/// the acknowledgment, or the end of a dump; for a request without either, the first message, or
/// the last of several parts. Whatever else the socket has, an earlier request's answers for one,
/// is dropped. The only reader of the socket, which is in no group.
result<failure> ask(mnl_socket* socket, nlmsghdr* what, const take& each);

/// A socket for the requests of several threads at once.
class line {
public:
    static result<std::unique_ptr<line>> open(int protocol);

    /// As nl::ask(): on the line's socket, or on one of its own while another thread uses that.
    result<failure> ask(nlmsghdr* what, const take& each) const;

private:
    line(int protocol, socket_handle socket)
        : protocol_{protocol}
        , socket_{std::move(socket)} {}

    int protocol_;
    mutable socket_handle socket_;
    mutable std::mutex busy_;
};

} // namespace gangway::nl
