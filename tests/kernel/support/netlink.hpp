// SPDX-License-Identifier: MIT
//
// Gangway's own netlink protocol in bare system calls, for the tests: messages byte by byte, and
// what came back.
#pragma once

#include <span>
#include <string>

#include <gangway/netlink.h>

#include "all_types.gw.h"
#include "netlink_socket.hpp"

namespace test {

/// Gangway's own netlink.
namespace own {

/// A message that came in.
struct message : netlink_message {
    gw_netlink what{};
    bytes data{};

    template <typename T>
    [[nodiscard]] T as() const {
        CHECK_EQ(data.size(), sizeof(T));
        T made{};
        std::memcpy(&made, data.data(), sizeof made);
        return made;
    }
    void body(std::span<const std::byte> all) {
        CHECK(all.size() >= sizeof what);
        std::memcpy(&what, all.data(), sizeof what);
        data = {all.begin() + sizeof what, all.end()};
    }
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

class socket : public netlink_socket<message> {
public:
    explicit socket(std::string device = "all_types", int protocol = GW_NETLINK_PROTOCOL)
        : netlink_socket{protocol}
        , device_{std::move(device)} {}

    /// The group of an event.
    int join_event(unsigned element) { return join(status(element).group); }
    void room(int size) {
        CHECK_OK(setsockopt(fd(), SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size));
    }
    void send(int type, unsigned element, std::span<const std::byte> data = {},
              unsigned flags = NLM_F_ACK) {
        send_all(request(device_, type, element, data, flags, number()));
    }
    /// Sends a request and takes everything up to its acknowledgment.
    answer ask(int type, unsigned element, std::span<const std::byte> data = {},
               unsigned flags = NLM_F_ACK) {
        send(type, element, data, flags);
        return finish();
    }
    /// The group of an event, and the number of its last record.
    gw_netlink status(unsigned element) {
        const auto a = ask(GW_NETLINK_STATUS, element);
        CHECK_EQ(a.error, 0);
        CHECK_EQ(a.messages.size(), 1U);
        return a.messages.front().what;
    }

private:
    std::string device_;
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
