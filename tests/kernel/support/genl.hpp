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

#include <linux/genetlink.h>

#include <gangway/genetlink.h>

#include "all_types.gw.h"
#include "netlink_socket.hpp"

namespace test {

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

template <typename T>
T as(const bytes& value) {
    CHECK_EQ(value.size(), sizeof(T));
    T made{};
    std::memcpy(&made, value.data(), sizeof made);
    return made;
}

/// A message that came in.
struct message : netlink_message {
    std::uint8_t command = 0;
    std::map<unsigned, bytes> found;

    [[nodiscard]] std::map<unsigned, bytes> data() const { return parse(found.at(GW_GENL_A_DATA)); }
    [[nodiscard]] std::uint64_t sequence() const {
        return as<std::uint64_t>(found.at(GW_GENL_A_SEQUENCE));
    }
    void body(std::span<const std::byte> all) {
        CHECK(all.size() >= GENL_HDRLEN);
        command = static_cast<std::uint8_t>(all[0]);
        found = parse(all.subspan(GENL_HDRLEN));
    }
};

class genl : public netlink_socket<message> {
public:
    explicit genl(const char* family = "all_types", int flags = 0)
        : netlink_socket{NETLINK_GENERIC, flags} {
        resolve(family);
    }

    /// 0: there is no such family here.
    [[nodiscard]] unsigned family() const noexcept { return family_; }
    [[nodiscard]] unsigned group(const std::string& name) const { return groups_.at(name); }

    /// 0, or -1 and errno.
    int join(const std::string& name) { return netlink_socket::join(group(name)); }
    void send(unsigned type, std::uint8_t command, const bytes& data, unsigned flags) {
        const nlmsghdr head{static_cast<std::uint32_t>(NLMSG_LENGTH(GENL_HDRLEN) + data.size()),
                            static_cast<std::uint16_t>(type),
                            static_cast<std::uint16_t>(NLM_F_REQUEST | flags), number(), 0};
        const genlmsghdr generic{command, 1, 0};
        bytes all(head.nlmsg_len);
        std::memcpy(all.data(), &head, sizeof head);
        std::memcpy(all.data() + NLMSG_HDRLEN, &generic, sizeof generic);
        std::copy(data.begin(), data.end(), all.begin() + NLMSG_LENGTH(GENL_HDRLEN));
        send_all(all);
    }
    /// Sends a request and takes everything up to its acknowledgment.
    answer ask(std::uint8_t command, const bytes& data = {}, unsigned flags = NLM_F_ACK) {
        return ask_of(family_, command, data, flags);
    }
    answer ask_of(unsigned type, std::uint8_t command, const bytes& data, unsigned flags) {
        send(type, command, data, flags);
        return finish();
    }
    /// The number of the last record.
    std::uint64_t status(std::uint32_t element) {
        const auto a = ask(GW_GENL_STATUS, attributes{}.put(GW_GENL_A_ELEMENT, element).data());
        CHECK_EQ(a.error, 0);
        CHECK_EQ(a.messages.size(), 1U);
        return a.messages.front().sequence();
    }

private:
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

    unsigned family_ = 0;
    std::map<std::string, unsigned> groups_;
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
