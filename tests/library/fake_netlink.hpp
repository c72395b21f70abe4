// SPDX-License-Identifier: MIT
//
// Generic netlink without a kernel: what the library sends to a netlink socket is answered by a
// script, in this process. The program is linked with --wrap=sendto and --wrap=recvfrom. Sockets
// are real, so ports are.
#pragma once

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include <libmnl/libmnl.h>

namespace gangway::test {

/// A message that the library gets.
class message {
public:
    message(unsigned type, std::uint32_t sequence, std::uint32_t port, unsigned flags = 0)
        : bytes_(1 << 16) {
        mnl_nlmsg_put_header(bytes_.data());
        head()->nlmsg_type = static_cast<std::uint16_t>(type);
        head()->nlmsg_flags = static_cast<std::uint16_t>(flags);
        head()->nlmsg_seq = sequence;
        head()->nlmsg_pid = port;
    }
    message& generic(unsigned command) {
        const genlmsghdr with{static_cast<std::uint8_t>(command), 1, 0};
        std::memcpy(mnl_nlmsg_put_extra_header(head(), sizeof(with)), &with, sizeof(with));
        return *this;
    }
    template <typename T>
        requires std::is_trivially_copyable_v<T>
    message& raw(const T& value) {
        std::memcpy(mnl_nlmsg_put_extra_header(head(), sizeof(value)), &value, sizeof(value));
        return *this;
    }
    template <typename T>
        requires std::is_trivially_copyable_v<T>
    message& put(unsigned type, const T& value) {
        mnl_attr_put(head(), static_cast<std::uint16_t>(type), sizeof(value), &value);
        return *this;
    }
    message& put(unsigned type, std::string_view text) { // without a NUL
        mnl_attr_put(head(), static_cast<std::uint16_t>(type), text.size(), text.data());
        return *this;
    }
    template <typename Add>
    message& nest(unsigned type, Add add) {
        auto* const begin = mnl_attr_nest_start(head(), static_cast<std::uint16_t>(type));
        add(*this);
        mnl_attr_nest_end(head(), begin);
        return *this;
    }
    nlmsghdr* head() { return reinterpret_cast<nlmsghdr*>(bytes_.data()); }
    [[nodiscard]] std::vector<std::byte> whole() {
        return {bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(head()->nlmsg_len)};
    }

private:
    std::vector<std::byte> bytes_;
};

/// What the library has asked.
struct asked {
    int fd = -1;
    nlmsghdr head{};
    unsigned command = 0;
    std::uint32_t port = 0;         // of the socket
    std::vector<std::byte> whole{}; // with its head

    [[nodiscard]] message reply(unsigned flags = 0) const {
        message made{head.nlmsg_type, head.nlmsg_seq, port, flags};
        return made.generic(command);
    }
    /// With `error` 0, an acknowledgment.
    [[nodiscard]] message end(int error = 0, unsigned flags = NLM_F_CAPPED) const {
        message made{NLMSG_ERROR, head.nlmsg_seq, port, flags};
        return made.raw(nlmsgerr{-error, head});
    }
    [[nodiscard]] message done(int error = 0, unsigned flags = NLM_F_MULTI) const {
        message made{NLMSG_DONE, head.nlmsg_seq, port, flags};
        return made.raw(-error);
    }
    /// The attributes, as pairs of a number and bytes.
    [[nodiscard]] std::vector<std::pair<unsigned, std::string>> attributes() const {
        return attributes_in(whole.data() + NLMSG_HDRLEN + GENL_HDRLEN,
                             whole.size() - NLMSG_HDRLEN - GENL_HDRLEN);
    }
    static std::vector<std::pair<unsigned, std::string>> attributes_in(const void* at,
                                                                       std::size_t size) {
        std::vector<std::pair<unsigned, std::string>> all;
        auto left = static_cast<int>(size);
        for (const auto* each = static_cast<const nlattr*>(at); mnl_attr_ok(each, left);
             each = mnl_attr_next(each)) {
            left -= MNL_ALIGN(each->nla_len);
            all.emplace_back(mnl_attr_get_type(each),
                             std::string{static_cast<const char*>(mnl_attr_get_payload(each)),
                                         mnl_attr_get_payload_len(each)});
        }
        return all;
    }
};

/// While it lives, all netlink sockets are its.
class fake_netlink {
public:
    static constexpr unsigned family = 0x123; // "fake"
    // "news". The socket really joins it: one that every kernel has.
    static constexpr std::uint32_t group = GENL_ID_CTRL;

    fake_netlink() { now() = this; }
    fake_netlink(const fake_netlink&) = delete;
    fake_netlink& operator=(const fake_netlink&) = delete;
    ~fake_netlink() { now() = nullptr; }

    static fake_netlink*& now() {
        static fake_netlink* it = nullptr;
        return it;
    }

    /// What answers the family's requests.
    std::function<void(const asked&)> script;
    std::vector<asked> requests;             // to the family
    std::deque<std::vector<std::byte>> news; // for whoever listens
    bool interrupts = false;                 // who waits for the controller

    void send(int fd, message what) { deliver(fd, what.whole()); }
    void deliver(int fd, std::vector<std::byte> bytes, std::uint32_t from = 0) {
        queued_[fd].push_back({std::move(bytes), from, 0});
    }
    /// The next recvfrom() fails.
    void fail(int fd, int why) { queued_[fd].push_back({{}, 0, why}); }
    [[nodiscard]] std::size_t left(int fd) { return queued_[fd].size(); }

    void take(int fd, const void* bytes, std::size_t size) {
        asked what{.fd = fd};
        const auto* const from = static_cast<const std::byte*>(bytes);
        what.whole.assign(from, from + size);
        std::memcpy(&what.head, from, sizeof(what.head));
        what.command = static_cast<unsigned>(what.whole.at(NLMSG_HDRLEN));
        sockaddr_nl self{};
        socklen_t length = sizeof(self);
        getsockname(fd, reinterpret_cast<sockaddr*>(&self), &length);
        what.port = self.nl_pid;
        if (what.head.nlmsg_type == GENL_ID_CTRL)
            return control(what);
        requests.push_back(what);
        script(what);
    }
    ssize_t give(int fd, void* into, std::size_t room, int flags, sockaddr* from,
                 socklen_t* length) {
        auto& all = queued_[fd];
        if (all.empty() && !news.empty() && (flags & MSG_DONTWAIT) != 0) {
            deliver(fd, std::move(news.front()));
            news.pop_front();
        }
        if (all.empty()) { // else it would wait for ever
            errno = (flags & MSG_DONTWAIT) != 0 ? EAGAIN : EDEADLK;
            return -1;
        }
        const auto next = std::move(all.front());
        all.pop_front();
        if (next.error != 0) {
            errno = next.error;
            return -1;
        }
        sockaddr_nl who{};
        who.nl_family = AF_NETLINK;
        who.nl_pid = next.from;
        std::memcpy(from, &who, std::min<std::size_t>(*length, sizeof(who)));
        *length = sizeof(who);
        std::memcpy(into, next.bytes.data(), std::min(room, next.bytes.size()));
        return static_cast<ssize_t>((flags & MSG_TRUNC) != 0 ? next.bytes.size()
                                                             : std::min(room, next.bytes.size()));
    }

private:
    struct datagram {
        std::vector<std::byte> bytes;
        std::uint32_t from;
        int error;
    };

    void control(const asked& what) {
        if (interrupts)
            return fail(what.fd, EINTR);
        const auto name = what.attributes().at(0).second;
        if (name != std::string_view{"fake\0", 5})
            return send(what.fd, what.end(ENOENT));
        send(what.fd, what.reply()
                          .put(CTRL_ATTR_FAMILY_ID, std::uint16_t{family})
                          .nest(CTRL_ATTR_MCAST_GROUPS, [](message& groups) {
                              groups.nest(1, [](message& one) {
                                  one.put(CTRL_ATTR_MCAST_GRP_NAME, "news");
                                  one.put(CTRL_ATTR_MCAST_GRP_ID, std::uint32_t{group});
                              });
                          }));
        send(what.fd, what.end());
    }

    std::map<int, std::deque<datagram>> queued_;
};

} // namespace gangway::test
