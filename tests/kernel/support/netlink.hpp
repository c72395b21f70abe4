// SPDX-License-Identifier: MIT
//
// Gangway's own netlink protocol in bare system calls, for the tests: messages byte by byte, and
// what came back.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <sys/socket.h>
#include <vector>

#include <linux/netlink.h>

#include <gangway/netlink.h>

#include "all_types.gw.h"
#include "test.hpp"

namespace test {

using bytes = std::vector<std::byte>;

template <typename T>
bytes bytes_of(const T& value) {
    const auto* const at = reinterpret_cast<const std::byte*>(&value);
    return {at, at + sizeof value};
}

/// Gangway's own netlink.
namespace own {

/// A message that came in.
struct message {
    nlmsghdr head{};
    gw_netlink what{};
    bytes data{};
    int error = 0;      // of an acknowledgment, or the end of a table, as errno
    std::string text{}; // and the kernel's words

    template <typename T>
    [[nodiscard]] T as() const {
        CHECK_EQ(data.size(), sizeof(T));
        T made{};
        std::memcpy(&made, data.data(), sizeof made);
        return made;
    }
};

/// How a request ended.
struct answer {
    int error = 0;
    std::string text{};
    std::vector<message> messages{};
};

/// A request, to be spoiled perhaps.
inline bytes request(const std::string& device, int type, unsigned element,
                     std::span<const std::byte> data = {}, unsigned flags = NLM_F_ACK,
                     std::uint32_t sequence = 0) {
    const nlmsghdr head{static_cast<std::uint32_t>(NLMSG_LENGTH(sizeof(gw_netlink)) + data.size()),
                        static_cast<std::uint16_t>(type),
                        static_cast<std::uint16_t>(NLM_F_REQUEST | flags), sequence, 0};
    gw_netlink what{};
    device.copy(what.device, sizeof what.device);
    what.element = element;
    auto all = bytes_of(head);
    const auto more = bytes_of(what);
    all.insert(all.end(), more.begin(), more.end());
    all.insert(all.end(), data.begin(), data.end());
    return all;
}

class socket {
public:
    explicit socket(std::string device = "all_types", int protocol = GW_NETLINK_PROTOCOL)
        : device_{std::move(device)}
        , fd_{CHECK_OK(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol))} {
        sockaddr_nl self{};
        self.nl_family = AF_NETLINK;
        CHECK_OK(bind(fd_, reinterpret_cast<sockaddr*>(&self), sizeof self));
        const int on = 1;
        CHECK_OK(setsockopt(fd_, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on));
        CHECK_OK(setsockopt(fd_, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof on));
    }
    socket(const socket&) = delete;
    socket& operator=(const socket&) = delete;
    ~socket() { ::close(fd_); }

    [[nodiscard]] int fd() const noexcept { return fd_; }

    /// 0, or -1 and errno.
    int join(unsigned group) {
        return setsockopt(fd_, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group);
    }
    /// The group of an event.
    int join_event(unsigned element) { return join(status(element).group); }
    void room(int size) {
        CHECK_OK(setsockopt(fd_, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size));
    }

    /// As send(2).
    ssize_t try_send(std::span<const std::byte> all) {
        sockaddr_nl kernel{};
        kernel.nl_family = AF_NETLINK;
        return sendto(fd_, all.data(), all.size(), 0, reinterpret_cast<sockaddr*>(&kernel),
                      sizeof kernel);
    }
    void send_all(std::span<const std::byte> all) {
        CHECK_EQ(try_send(all), static_cast<ssize_t>(all.size()));
    }
    void send(int type, unsigned element, std::span<const std::byte> data = {},
              unsigned flags = NLM_F_ACK) {
        send_all(request(device_, type, element, data, flags, ++sequence_));
    }
    /// What one recv() gives; nothing: there is nothing, or errno says what.
    std::vector<message>
    receive(int flags = 0, const std::source_location& where = std::source_location::current()) {
        if ((flags & MSG_DONTWAIT) == 0)
            await(fd_, POLLIN, where);
        bytes buffer(1 << 17);
        errno = 0;
        const auto size = recv(fd_, buffer.data(), buffer.size(), flags);
        std::vector<message> all;
        if (size < 0)
            return all;
        std::span<const std::byte> rest{buffer.data(), static_cast<std::size_t>(size)};
        while (rest.size() >= sizeof(nlmsghdr)) {
            message m;
            std::memcpy(&m.head, rest.data(), sizeof m.head);
            CHECK(m.head.nlmsg_len >= sizeof(nlmsghdr) && m.head.nlmsg_len <= rest.size());
            read(m, rest.first(m.head.nlmsg_len).subspan(NLMSG_HDRLEN));
            rest = rest.subspan(std::min<std::size_t>(NLMSG_ALIGN(m.head.nlmsg_len), rest.size()));
            all.push_back(std::move(m));
        }
        return all;
    }
    /// Sends a request and takes everything up to its acknowledgment.
    answer ask(int type, unsigned element, std::span<const std::byte> data = {},
               unsigned flags = NLM_F_ACK) {
        send(type, element, data, flags);
        return finish();
    }
    /// Takes everything up to the acknowledgment, or the end of a table.
    answer finish() {
        answer a;
        for (;;) {
            auto some = receive();
            CHECK(!some.empty());
            for (auto& m : some) {
                if (m.head.nlmsg_seq != sequence_)
                    continue; // of a group
                if (m.head.nlmsg_type == NLMSG_ERROR || m.head.nlmsg_type == NLMSG_DONE) {
                    a.error = m.error;
                    a.text = m.text;
                    return a;
                }
                a.messages.push_back(std::move(m));
            }
        }
    }
    /// The group of an event, and the number of its last record.
    gw_netlink status(unsigned element) {
        const auto a = ask(GW_NETLINK_STATUS, element);
        CHECK_EQ(a.error, 0);
        CHECK_EQ(a.messages.size(), 1U);
        return a.messages.front().what;
    }

private:
    static void read(message& m, std::span<const std::byte> body) {
        if (m.head.nlmsg_type == NLMSG_ERROR || m.head.nlmsg_type == NLMSG_DONE) {
            CHECK(body.size() >= sizeof(int));
            std::memcpy(&m.error, body.data(), sizeof(int));
            m.error = -m.error;
            const std::size_t known =
                m.head.nlmsg_type == NLMSG_ERROR ? sizeof(nlmsgerr) : sizeof(int);
            if ((m.head.nlmsg_flags & NLM_F_ACK_TLVS) != 0 && body.size() > known)
                read_text(m, body.subspan(known));
            return;
        }
        CHECK(body.size() >= sizeof m.what);
        std::memcpy(&m.what, body.data(), sizeof m.what);
        m.data = {body.begin() + sizeof m.what, body.end()};
    }
    static void read_text(message& m, std::span<const std::byte> attributes) {
        while (attributes.size() >= sizeof(nlattr)) {
            nlattr head{};
            std::memcpy(&head, attributes.data(), sizeof head);
            CHECK(head.nla_len >= sizeof head && head.nla_len <= attributes.size());
            if (head.nla_type == NLMSGERR_ATTR_MSG)
                m.text = reinterpret_cast<const char*>(attributes.data() + sizeof head);
            attributes = attributes.subspan(
                std::min<std::size_t>(NLA_ALIGN(head.nla_len), attributes.size()));
        }
    }

    std::string device_;
    int fd_;
    std::uint32_t sequence_ = 0;
};

/// Has all_types send this many ticks on this CPU.
inline void emit(socket& by, std::uint32_t count, std::uint8_t from = ALL_TYPES_ORIGIN_THREAD,
                 std::uint8_t how = ALL_TYPES_MANNER_IN_PLACE) {
    all_types_gw_emit_request wanted{};
    wanted.count = count;
    wanted.from = from;
    wanted.how = how;
    const auto a = by.ask(GW_NETLINK_CALL, ALL_TYPES_EMIT, bytes_of(wanted));
    CHECK_EQ(a.error, 0);
    CHECK_EQ(a.messages.at(0).as<all_types_gw_emit_reply>().sent, count);
}

/// The request of all_types's call that takes its time.
inline bytes slow(std::uint32_t ms, bool stubborn = false) {
    all_types_gw_slow_request wanted{};
    wanted.ms = ms;
    wanted.stubborn = stubborn;
    return bytes_of(wanted);
}

} // namespace own

} // namespace test
