// SPDX-License-Identifier: MIT
//
// A netlink socket in bare system calls, for the tests: messages byte by byte, and what came back.
// What stands in a message of a protocol, its own header knows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <sstream>
#include <string>
#include <sys/socket.h>
#include <sys/types.h>
#include <vector>

#include <linux/netlink.h>

#include "test.hpp"

namespace test {

using bytes = std::vector<std::byte>;

template <typename T>
bytes bytes_of(const T& value) {
    const auto* const at = reinterpret_cast<const std::byte*>(&value);
    return {at, at + sizeof value};
}

/// What attributes there are, by type; nests are not looked into.
inline std::map<unsigned, bytes> parse(std::span<const std::byte> data) {
    std::map<unsigned, bytes> all;
    while (data.size() >= sizeof(nlattr)) {
        nlattr head{};
        std::memcpy(&head, data.data(), sizeof head);
        CHECK(head.nla_len >= sizeof head && head.nla_len <= data.size());
        const auto value = data.subspan(sizeof head, head.nla_len - sizeof head);
        all[head.nla_type & NLA_TYPE_MASK] = {value.begin(), value.end()};
        data = data.subspan(std::min<std::size_t>(NLA_ALIGN(head.nla_len), data.size()));
    }
    return all;
}

/// What each message that came in has.
struct netlink_message {
    nlmsghdr head{};
    int error = 0;    // of an acknowledgment, or the end of a dump, as errno
    std::string text; // and the kernel's words

    [[nodiscard]] bool last() const noexcept {
        return head.nlmsg_type == NLMSG_ERROR || head.nlmsg_type == NLMSG_DONE;
    }
};

/// An open netlink socket, as /proc/net/netlink has it: sk Eth Pid Groups Rmem Wmem Dump Locks
/// Drops Inode.
struct open_netlink {
    int protocol = 0;
    std::uint64_t drops = 0;
    ino_t inode = 0;
};

inline std::vector<open_netlink> open_netlinks() {
    std::istringstream lines{read_file("/proc/net/netlink")};
    std::string line;
    std::getline(lines, line);
    std::vector<open_netlink> all;
    while (std::getline(lines, line)) {
        std::istringstream words{line};
        std::string skipped;
        open_netlink one;
        words >> skipped >> one.protocol;
        for (int i = 0; i < 6; ++i)
            words >> skipped;
        CHECK(words >> one.drops >> one.inode);
        all.push_back(one);
    }
    return all;
}

/// `Message` adds what its protocol has, and reads it: body(bytes behind the header).
template <typename Message>
class netlink_socket {
public:
    /// How a request ended.
    struct answer {
        int error = 0;
        std::string text;
        std::vector<Message> messages;
    };

    explicit netlink_socket(int protocol, int flags = 0)
        : fd_{CHECK_OK(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | flags, protocol))} {
        sockaddr_nl self{};
        self.nl_family = AF_NETLINK;
        CHECK_OK(bind(fd_, reinterpret_cast<sockaddr*>(&self), sizeof self));
        const int on = 1;
        CHECK_OK(setsockopt(fd_, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on));
        CHECK_OK(setsockopt(fd_, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof on));
    }
    netlink_socket(const netlink_socket&) = delete;
    netlink_socket& operator=(const netlink_socket&) = delete;
    ~netlink_socket() { ::close(fd_); }

    [[nodiscard]] int fd() const noexcept { return fd_; }

    /// 0, or -1 and errno.
    int join(unsigned group) {
        return setsockopt(fd_, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group);
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
    /// What one recv() gives; nothing: there is nothing, or errno says what.
    std::vector<Message>
    receive(int flags = 0, const std::source_location& where = std::source_location::current()) {
        if ((flags & MSG_DONTWAIT) == 0)
            await(fd_, POLLIN, where);
        bytes buffer(1 << 17);
        errno = 0;
        const auto size = recv(fd_, buffer.data(), buffer.size(), flags);
        std::vector<Message> all;
        if (size < 0)
            return all;
        std::span<const std::byte> rest{buffer.data(), static_cast<std::size_t>(size)};
        while (rest.size() >= sizeof(nlmsghdr)) {
            Message m;
            std::memcpy(&m.head, rest.data(), sizeof m.head);
            CHECK(m.head.nlmsg_len >= sizeof(nlmsghdr) && m.head.nlmsg_len <= rest.size());
            const auto body = rest.first(m.head.nlmsg_len).subspan(NLMSG_HDRLEN);
            if (m.last())
                read_end(m, body);
            else
                m.body(body);
            rest = rest.subspan(std::min<std::size_t>(NLMSG_ALIGN(m.head.nlmsg_len), rest.size()));
            all.push_back(std::move(m));
        }
        return all;
    }
    /// Takes everything up to the acknowledgment, or the end of a dump.
    answer finish() {
        answer a;
        for (;;) {
            auto some = receive();
            CHECK(!some.empty());
            for (auto& m : some) {
                if (m.head.nlmsg_seq != sequence_)
                    continue; // of a group
                if (m.last()) {
                    a.error = m.error;
                    a.text = m.text;
                    return a;
                }
                a.messages.push_back(std::move(m));
            }
        }
    }

protected:
    /// Of the next request.
    std::uint32_t number() noexcept { return ++sequence_; }

private:
    static void read_end(Message& m, std::span<const std::byte> body) {
        CHECK(body.size() >= sizeof(int));
        std::memcpy(&m.error, body.data(), sizeof(int));
        m.error = -m.error;
        const std::size_t known = m.head.nlmsg_type == NLMSG_ERROR ? sizeof(nlmsgerr) : sizeof(int);
        if ((m.head.nlmsg_flags & NLM_F_ACK_TLVS) == 0 || body.size() < known)
            return;
        const auto more = parse(body.subspan(known));
        if (const auto text = more.find(NLMSGERR_ATTR_MSG); text != more.end())
            m.text = reinterpret_cast<const char*>(text->second.data());
    }

    int fd_;
    std::uint32_t sequence_ = 0;
};

} // namespace test
