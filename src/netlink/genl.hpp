// SPDX-License-Identifier: MIT
//
// Generic netlink: requests and answers, of any family.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include <libmnl/libmnl.h>
#include <linux/genetlink.h>

#include <gangway/genetlink.h>

#include <gangway/description.hpp>
#include <gangway/result.hpp>

#include "netlink/attributes.hpp"
#include "netlink/extack.hpp"

namespace gangway::genl {

struct close_socket {
    void operator()(mnl_socket* socket) const noexcept { mnl_socket_close(socket); }
};

using socket_handle = std::unique_ptr<mnl_socket, close_socket>;

/// A socket with the kernel's own error texts in its answers.
result<socket_handle> open_socket();

/// A message being built; grows as needed.
class request {
public:
    request(std::uint16_t family, unsigned command, unsigned flags)
        : buffer_(initial_size) {
        auto* const head = mnl_nlmsg_put_header(buffer_.data());
        head->nlmsg_type = family;
        head->nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
        auto* const generic =
            static_cast<genlmsghdr*>(mnl_nlmsg_put_extra_header(head, sizeof(genlmsghdr)));
        generic->cmd = static_cast<std::uint8_t>(command);
        generic->version = GW_GENL_VERSION;
    }
    request& sequence(std::uint32_t number) {
        head()->nlmsg_seq = number;
        return *this;
    }
    request& instance(const std::string& name) {
        if (!name.empty())
            mnl_attr_put_strz(head(), GW_GENL_A_INSTANCE, name.c_str());
        return *this;
    }
    request& number(std::uint16_t type, std::uint32_t value) {
        mnl_attr_put_u32(head(), type, value);
        return *this;
    }
    request& data(const dynamic::layout& as, std::span<const std::byte> bytes) {
        if (const auto likely = head()->nlmsg_len + 2 * bytes.size(); likely > buffer_.size())
            buffer_.resize(likely);
        return add([&](nlmsghdr* to, std::size_t room) {
            return put_attributes(to, room, GW_GENL_A_DATA, as, bytes);
        });
    }
    /// put(message, room) is false when there is no room for what it adds.
    template <typename Put>
    request& add(Put put) {
        const auto before = head()->nlmsg_len;
        while (!put(head(), buffer_.size())) {
            buffer_.resize(2 * buffer_.size());
            head()->nlmsg_len = before;
        }
        return *this;
    }
    nlmsghdr* head() noexcept { return reinterpret_cast<nlmsghdr*>(buffer_.data()); }

private:
    static constexpr std::size_t initial_size = 512;
    std::vector<std::byte> buffer_;
};

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

/// Those of <gangway/genetlink.h>, by their type.
using attributes = std::array<const nlattr*, GW_GENL_A_MAX + 1>;

attributes read_attributes(const nlmsghdr* head);

using take = std::function<void(const nlmsghdr*)>;

/// Sends a request under a number of its own, and passes `each` the answers to it until the end:
/// the acknowledgment, or the end of a dump; for a request without either, the first message, or
/// the last of several parts. Whatever else the socket has, an earlier request's answers for one,
/// is dropped. The only reader of the socket.
result<failure> ask(mnl_socket* socket, request& what, const take& each);

struct family {
    std::uint16_t id = 0;
    std::map<std::string, std::uint32_t, std::less<>> groups;
};

/// Errors: ENODEV there is no family of that name here.
result<family> find_family(mnl_socket* socket, const std::string& name);

/// A family and a socket to it, for several threads at once.
class channel {
public:
    /// Errors: as those of find_family().
    static result<std::unique_ptr<channel>> open(const std::string& family);

    [[nodiscard]] const genl::family& family() const noexcept { return family_; }
    /// As genl::ask().
    result<failure> ask(request& message, const take& each) const;
    /// Is the family found initially still the one of that name?
    [[nodiscard]] bool is_there() const;

private:
    channel(socket_handle socket, std::string name, genl::family family)
        : socket_{std::move(socket)}
        , name_{std::move(name)}
        , family_{std::move(family)} {}

    mutable socket_handle socket_;
    mutable std::mutex busy_;
    std::string name_;
    genl::family family_;
};

} // namespace gangway::genl
