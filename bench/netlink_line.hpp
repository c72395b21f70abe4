// SPDX-License-Identifier: MIT
//
// A netlink socket by libmnl, and a generic netlink family found by its name.
#pragma once

#include <array>
#include <memory>
#include <stdexcept>
#include <sys/socket.h>

#include <libmnl/libmnl.h>
#include <linux/genetlink.h>

#include "handwritten.hpp"

namespace bench::peer {

struct close_socket {
    void operator()(mnl_socket* s) const { mnl_socket_close(s); }
};

class line {
protected:
    explicit line(int protocol)
        : socket_{mnl_socket_open(protocol)} {
        if (!socket_ || mnl_socket_bind(socket_.get(), 0, MNL_SOCKET_AUTOPID) < 0)
            fail("netlink socket");
        constexpr int room = 64 << 20;
        check(setsockopt(mnl_socket_get_fd(socket_.get()), SOL_SOCKET, SO_RCVBUFFORCE, &room,
                         sizeof room),
              "SO_RCVBUFFORCE");
    }

    nlmsghdr* begin(std::uint16_t type, std::uint16_t flags = 0) {
        auto* const header = mnl_nlmsg_put_header(out_.data());
        header->nlmsg_type = type;
        header->nlmsg_flags = NLM_F_REQUEST | flags;
        header->nlmsg_seq = ++sequence_;
        return header;
    }

    const nlmsghdr* exchange(const nlmsghdr* header) {
        if (mnl_socket_sendto(socket_.get(), header, header->nlmsg_len) < 0)
            fail("send");
        return receive();
    }

    const nlmsghdr* receive() {
        const auto size = mnl_socket_recvfrom(socket_.get(), in_.data(), in_.size());
        if (size < 0)
            fail("receive");
        const auto* const header = reinterpret_cast<const nlmsghdr*>(in_.data());
        if (!mnl_nlmsg_ok(header, static_cast<int>(size)))
            throw std::runtime_error{"no message"};
        if (header->nlmsg_type == NLMSG_ERROR &&
            static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(header))->error != 0)
            throw std::runtime_error{"netlink error"};
        return header;
    }

    [[nodiscard]] mnl_socket* socket() const { return socket_.get(); }
    void join(unsigned group) { change(NETLINK_ADD_MEMBERSHIP, group); }
    void leave(unsigned group) { change(NETLINK_DROP_MEMBERSHIP, group); }

private:
    void change(int how, unsigned group) {
        check(mnl_socket_setsockopt(socket_.get(), how, &group, sizeof group), "group");
    }

    std::unique_ptr<mnl_socket, close_socket> socket_;
    alignas(8) std::array<char, 8192> out_{};
    alignas(8) std::array<char, 8192> in_{};
    std::uint32_t sequence_ = 0;
};

class genl_line : protected line {
protected:
    explicit genl_line(const char* family)
        : line{NETLINK_GENERIC} {
        resolve(family);
    }

    nlmsghdr* begin_for(std::uint16_t family, std::uint8_t command) {
        auto* const header = begin(family);
        auto* const extra =
            static_cast<genlmsghdr*>(mnl_nlmsg_put_extra_header(header, sizeof(genlmsghdr)));
        extra->cmd = command;
        extra->version = 1;
        return header;
    }

    // libmnl's own loops are C's.
    template <typename Take>
    static void for_each(const void* from, const void* to, Take take) {
        const auto* const end = static_cast<const char*>(to);
        for (const auto* a = static_cast<const nlattr*>(from);
             mnl_attr_ok(a, static_cast<int>(end - reinterpret_cast<const char*>(a)));
             a = mnl_attr_next(a))
            take(a);
    }
    template <typename Take>
    static void for_each_of(const nlmsghdr* header, Take take) {
        for_each(mnl_nlmsg_get_payload_offset(header, sizeof(genlmsghdr)),
                 mnl_nlmsg_get_payload_tail(header), take);
    }
    template <typename Take>
    static void for_each_in(const nlattr* nest, Take take) {
        const auto* const from = static_cast<const char*>(mnl_attr_get_payload(nest));
        for_each(from, from + mnl_attr_get_payload_len(nest), take);
    }

    void resolve(const char* family) {
        auto* const header = begin_for(GENL_ID_CTRL, CTRL_CMD_GETFAMILY);
        mnl_attr_put_strz(header, CTRL_ATTR_FAMILY_NAME, family);
        for_each_of(exchange(header), [&](const nlattr* a) {
            if (mnl_attr_get_type(a) == CTRL_ATTR_FAMILY_ID)
                family_ = mnl_attr_get_u16(a);
            if (mnl_attr_get_type(a) != CTRL_ATTR_MCAST_GROUPS)
                return;
            for_each_in(a, [&](const nlattr* group) {
                for_each_in(group, [&](const nlattr* part) {
                    if (mnl_attr_get_type(part) == CTRL_ATTR_MCAST_GRP_ID)
                        group_ = mnl_attr_get_u32(part);
                });
            });
        });
    }

    std::uint16_t family_ = 0;
    std::uint32_t group_ = 0; // the only one
};

} // namespace bench::peer
