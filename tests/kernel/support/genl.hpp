// SPDX-License-Identifier: MIT
//
// Generic netlink in bare system calls, for the tests: messages byte by byte, and what came back.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <vector>

#include <linux/genetlink.h>
#include <linux/netlink.h>

#include <gangway/genetlink.h>

#include "all_types.gw.h"
#include "test.hpp"

namespace test {

using bytes = std::vector<std::byte>;

/// What the kernel says, "field: what is wrong": those before 6.3 cannot put the name into it.
inline std::string said(const std::string& text) {
    const auto name = text.find(": ");
    return is_kernel("6.1.") && name != text.npos ? text.substr(name + 2) : text;
}

/// Attributes in sequence, made by hand: nothing checks them.
class attributes {
public:
    template <typename T>
        requires std::is_trivially_copyable_v<T>
    attributes& put(unsigned type, const T& value) {
        return raw(type, {reinterpret_cast<const std::byte*>(&value), sizeof value});
    }
    attributes& put(unsigned type, std::string_view text) { // with its NUL
        const std::string whole{text};
        return raw(type, {reinterpret_cast<const std::byte*>(whole.c_str()), whole.size() + 1});
    }
    attributes& nest(unsigned type, const attributes& inside) {
        return raw(type | NLA_F_NESTED, inside.data());
    }
    attributes& raw(unsigned type, std::span<const std::byte> value) {
        const nlattr head{static_cast<std::uint16_t>(sizeof(nlattr) + value.size()),
                          static_cast<std::uint16_t>(type)};
        const auto* const at = reinterpret_cast<const std::byte*>(&head);
        data_.insert(data_.end(), at, at + sizeof head);
        data_.insert(data_.end(), value.begin(), value.end());
        data_.resize(NLA_ALIGN(data_.size()));
        return *this;
    }
    [[nodiscard]] const bytes& data() const noexcept { return data_; }
    bytes& data() noexcept { return data_; }

private:
    bytes data_;
};

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

template <typename T>
T as(const bytes& value) {
    CHECK_EQ(value.size(), sizeof(T));
    T made{};
    std::memcpy(&made, value.data(), sizeof made);
    return made;
}

/// A message that came in.
struct message {
    nlmsghdr head{};
    std::uint8_t command = 0;
    std::map<unsigned, bytes> found;
    int error = 0;    // of an acknowledgment, as errno
    std::string text; // and the kernel's words

    [[nodiscard]] std::map<unsigned, bytes> data() const { return parse(found.at(GW_GENL_A_DATA)); }
    [[nodiscard]] std::uint64_t sequence() const {
        return as<std::uint64_t>(found.at(GW_GENL_A_SEQUENCE));
    }
};

/// How a request ended.
struct answer {
    int error = 0;
    std::string text;
    std::vector<message> messages;
};

class genl {
public:
    explicit genl(const char* family = "all_types", int flags = 0)
        : fd_{CHECK_OK(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | flags, NETLINK_GENERIC))} {
        sockaddr_nl self{};
        self.nl_family = AF_NETLINK;
        CHECK_OK(bind(fd_, reinterpret_cast<sockaddr*>(&self), sizeof self));
        const int on = 1;
        CHECK_OK(setsockopt(fd_, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on));
        CHECK_OK(setsockopt(fd_, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof on));
        resolve(family);
    }
    genl(const genl&) = delete;
    genl& operator=(const genl&) = delete;
    ~genl() { ::close(fd_); }

    [[nodiscard]] int fd() const noexcept { return fd_; }
    /// 0: there is no such family here.
    [[nodiscard]] unsigned family() const noexcept { return family_; }
    [[nodiscard]] unsigned group(const std::string& name) const { return groups_.at(name); }

    /// 0, or -1 and errno.
    int join(const std::string& name) {
        const unsigned number = group(name);
        return setsockopt(fd_, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &number, sizeof number);
    }
    void send(unsigned type, std::uint8_t command, const bytes& data, unsigned flags) {
        const nlmsghdr head{static_cast<std::uint32_t>(NLMSG_LENGTH(GENL_HDRLEN) + data.size()),
                            static_cast<std::uint16_t>(type),
                            static_cast<std::uint16_t>(NLM_F_REQUEST | flags), ++sequence_, 0};
        const genlmsghdr generic{command, 1, 0};
        bytes all(head.nlmsg_len);
        std::memcpy(all.data(), &head, sizeof head);
        std::memcpy(all.data() + NLMSG_HDRLEN, &generic, sizeof generic);
        std::copy(data.begin(), data.end(), all.begin() + NLMSG_LENGTH(GENL_HDRLEN));
        sockaddr_nl kernel{};
        kernel.nl_family = AF_NETLINK;
        CHECK_EQ(sendto(fd_, all.data(), all.size(), 0, reinterpret_cast<sockaddr*>(&kernel),
                        sizeof kernel),
                 static_cast<ssize_t>(all.size()));
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
    answer ask(std::uint8_t command, const bytes& data = {}, unsigned flags = NLM_F_ACK) {
        return ask_of(family_, command, data, flags);
    }
    answer ask_of(unsigned type, std::uint8_t command, const bytes& data, unsigned flags) {
        send(type, command, data, flags);
        return finish();
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
                if (m.head.nlmsg_type == NLMSG_ERROR || m.head.nlmsg_type == NLMSG_DONE) {
                    a.error = m.error;
                    a.text = m.text;
                    return a;
                }
                a.messages.push_back(std::move(m));
            }
        }
    }
    /// The number of the last record.
    std::uint64_t status(std::uint32_t element) {
        const auto a = ask(GW_GENL_STATUS, attributes{}.put(GW_GENL_A_ELEMENT, element).data());
        CHECK_EQ(a.error, 0);
        CHECK_EQ(a.messages.size(), 1U);
        return a.messages.front().sequence();
    }

private:
    static void read(message& m, std::span<const std::byte> body) {
        if (m.head.nlmsg_type == NLMSG_ERROR || m.head.nlmsg_type == NLMSG_DONE) {
            CHECK(body.size() >= sizeof(int));
            std::memcpy(&m.error, body.data(), sizeof(int));
            m.error = -m.error;
            const std::size_t known =
                m.head.nlmsg_type == NLMSG_ERROR ? sizeof(nlmsgerr) : sizeof(int);
            if ((m.head.nlmsg_flags & NLM_F_ACK_TLVS) != 0) {
                const auto more = parse(body.subspan(known));
                if (const auto text = more.find(NLMSGERR_ATTR_MSG); text != more.end())
                    m.text = reinterpret_cast<const char*>(text->second.data());
            }
            return;
        }
        CHECK(body.size() >= GENL_HDRLEN);
        m.command = static_cast<std::uint8_t>(body[0]);
        m.found = parse(body.subspan(GENL_HDRLEN));
    }
    void resolve(const char* name) {
        const auto a = ask_of(
            GENL_ID_CTRL, CTRL_CMD_GETFAMILY,
            attributes{}.put(CTRL_ATTR_FAMILY_NAME, std::string_view{name}).data(), NLM_F_ACK);
        if (a.error == ENOENT)
            return;
        CHECK_EQ(a.error, 0);
        const auto& found = a.messages.at(0).found;
        family_ = as<std::uint16_t>(found.at(CTRL_ATTR_FAMILY_ID));
        if (!found.contains(CTRL_ATTR_MCAST_GROUPS))
            return;
        for (const auto& [index, data] : parse(found.at(CTRL_ATTR_MCAST_GROUPS))) {
            const auto each = parse(data);
            groups_[reinterpret_cast<const char*>(each.at(CTRL_ATTR_MCAST_GRP_NAME).data())] =
                as<std::uint32_t>(each.at(CTRL_ATTR_MCAST_GRP_ID));
        }
    }

    int fd_;
    unsigned family_ = 0;
    std::map<std::string, unsigned> groups_;
    std::uint32_t sequence_ = 0;
};

/// The data of a message whose only field has this value.
template <typename T>
bytes only(const T& value) {
    return attributes{}.nest(GW_GENL_A_DATA, attributes{}.put(1, value)).data();
}

/// The request of all_types's call that takes its time.
inline bytes slow(std::uint32_t ms, bool stubborn) {
    return attributes{}
        .nest(GW_GENL_A_DATA, attributes{}.put(1, ms).put(2, std::uint8_t{stubborn}))
        .data();
}

/// Has all_types send this many ticks on this CPU.
inline void emit_by_netlink(genl& by, std::uint32_t count,
                            std::uint8_t from = ALL_TYPES_ORIGIN_THREAD,
                            std::uint8_t how = ALL_TYPES_MANNER_IN_PLACE) {
    const auto a =
        by.ask(ALL_TYPES_EMIT,
               attributes{}
                   .nest(GW_GENL_A_DATA, attributes{}.put(1, count).put(2, from).put(3, how))
                   .data());
    CHECK_EQ(a.error, 0);
    CHECK_EQ(as<std::uint64_t>(a.messages.at(0).data().at(1)), count);
}

} // namespace test
