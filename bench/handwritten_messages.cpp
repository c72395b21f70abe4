// SPDX-License-Identifier: MIT
//
// The peer's messages: generic netlink, and a netlink protocol of its own.
#include "handwritten.hpp"

#include <array>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <libmnl/libmnl.h>
#include <linux/genetlink.h>

namespace bench::peer {

namespace {

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

    /// Sixteen at a time; read() shows what one has in it.
    template <typename Read>
    figure records(int node, std::uint32_t what, unsigned group, Read read) {
        check(mnl_socket_setsockopt(socket_.get(), NETLINK_ADD_MEMBERSHIP, &group, sizeof group),
              "group");
        const auto figure = measure([&](std::uint32_t n) {
            for (std::uint32_t i = 0; i < n; ++i) {
                hw_emit emit{messages_at_once, what};
                if (i % messages_at_once == 0)
                    check(::ioctl(node, HW_EMIT, &emit), "emit");
                read(receive());
            }
        });
        check(mnl_socket_setsockopt(socket_.get(), NETLINK_DROP_MEMBERSHIP, &group, sizeof group),
              "group");
        return figure;
    }

    void follow(std::uint64_t number) {
        if (last_ != 0 && number != last_ + 1)
            throw std::runtime_error{"messages were lost"};
        last_ = number;
    }

    std::uint64_t sum_ = 0; // of what records say

private:
    std::unique_ptr<mnl_socket, close_socket> socket_;
    alignas(8) std::array<char, 8192> out_{};
    alignas(8) std::array<char, 8192> in_{};
    std::uint32_t sequence_ = 0;
    std::uint64_t last_ = 0;
};

class genl : private line {
public:
    genl()
        : line{NETLINK_GENERIC} {
        resolve();
    }

    template <typename Message>
    figure calls(std::uint8_t command) {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                Message m{};
                m.data[0] = n;
                auto* const header = begin_for(family_, command);
                mnl_attr_put(header, HW_A_DATA, sizeof m, &m);
                for_each_of(exchange(header), [&](const nlattr* a) {
                    if (mnl_attr_get_type(a) == HW_A_DATA)
                        std::memcpy(&m, mnl_attr_get_payload(a), sizeof m);
                });
                if (m.data[0] != n)
                    throw std::runtime_error{"not what was asked"};
            }
        });
    }

    figure records(int node, std::uint32_t what) {
        return line::records(node, what, group_, [&](const nlmsghdr* header) {
            for_each_of(header, [&](const nlattr* a) {
                if (mnl_attr_get_type(a) == HW_A_DATA)
                    sum_ += *static_cast<const std::uint64_t*>(mnl_attr_get_payload(a));
                else
                    follow(mnl_attr_get_u64(a));
            });
        });
    }

private:
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

    void resolve() {
        auto* const header = begin_for(GENL_ID_CTRL, CTRL_CMD_GETFAMILY);
        mnl_attr_put_strz(header, CTRL_ATTR_FAMILY_NAME, HW_FAMILY);
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
    std::uint32_t group_ = 0;
};

class own : private line {
public:
    own()
        : line{HW_NL_PROTOCOL} {}

    template <typename Message>
    figure calls(std::uint16_t type) {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                Message m{};
                m.data[0] = n;
                take(exchange(with(begin(type), m)), m);
                if (m.data[0] != n)
                    throw std::runtime_error{"not what was asked"};
            }
        });
    }

    figure gets() {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n) {
                std::uint64_t value = 0;
                take(exchange(begin(HW_NL_GET)), value);
                sum_ += value;
            }
        });
    }

    figure sets() {
        return measure([&](std::uint32_t n) {
            for (; n != 0; --n)
                exchange(with(begin(HW_NL_SET, NLM_F_ACK), std::uint64_t{n}));
        });
    }

    template <typename Message>
    figure records(int node, std::uint32_t what) {
        struct record {
            std::uint64_t number;
            Message message;
        };
        return line::records(node, what, HW_NL_GROUP, [&](const nlmsghdr* header) {
            record got{};
            take(header, got);
            follow(got.number);
            sum_ += got.message.data[0];
        });
    }

private:
    template <typename Data>
    static nlmsghdr* with(nlmsghdr* header, const Data& data) {
        std::memcpy(mnl_nlmsg_put_extra_header(header, sizeof data), &data, sizeof data);
        return header;
    }
    // The kernel's may be longer than what is known here.
    template <typename Data>
    static void take(const nlmsghdr* header, Data& data) {
        if (mnl_nlmsg_get_payload_len(header) < sizeof data)
            throw std::runtime_error{"an answer is too short"};
        std::memcpy(&data, mnl_nlmsg_get_payload(header), sizeof data);
    }
};

} // namespace

void measure_messages(std::vector<cell>& into, int node) {
    genl family;
    add(into, "genetlink", "call", 64, family.calls<hw_small>(HW_CMD_SMALL));
    add(into, "genetlink", "call", 1024, family.calls<hw_large>(HW_CMD_LARGE));
    add(into, "genetlink", "record", 64, family.records(node, 2));
    add(into, "genetlink", "record", 1024, family.records(node, 3));
    own protocol;
    add(into, "netlink", "call", 64, protocol.calls<hw_small>(HW_NL_SMALL));
    add(into, "netlink", "call", 1024, protocol.calls<hw_large>(HW_NL_LARGE));
    add(into, "netlink", "get", 8, protocol.gets());
    add(into, "netlink", "set", 8, protocol.sets());
    add(into, "netlink", "record", 64, protocol.records<hw_small>(node, 4));
    add(into, "netlink", "record", 1024, protocol.records<hw_large>(node, 5));
}

} // namespace bench::peer
