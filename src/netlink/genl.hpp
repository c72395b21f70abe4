// SPDX-License-Identifier: MIT
//
// Generic netlink: requests and answers, of any family.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <libmnl/libmnl.h>
#include <linux/genetlink.h>

#include <gangway/genetlink.h>

#include <gangway/description.hpp>
#include <gangway/result.hpp>

#include "netlink/attributes.hpp"
#include "netlink/exchange.hpp"

namespace gangway::genl {

using nl::failure;
using nl::for_each_message;
using nl::socket_handle;
using nl::take;

/// A message being built; grows as needed.
class request {
public:
    request(std::uint16_t family, unsigned command, unsigned flags) {
        auto* const head = mnl_nlmsg_put_header(small_.data());
        head->nlmsg_type = family;
        head->nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
        auto* const generic =
            static_cast<genlmsghdr*>(mnl_nlmsg_put_extra_header(head, sizeof(genlmsghdr)));
        generic->cmd = static_cast<std::uint8_t>(command);
        generic->version = 1; // nobody looks at it
    }
    request(const request&) = delete;
    request& operator=(const request&) = delete;
    ~request() = default;

    request& sequence(std::uint32_t number) {
        head()->nlmsg_seq = number;
        return *this;
    }
    request& instance(const std::string& name) {
        if (name.empty())
            return *this;
        make_room(head()->nlmsg_len + MNL_ATTR_HDRLEN + MNL_ALIGN(name.size() + 1));
        mnl_attr_put_strz(head(), GW_GENL_A_INSTANCE, name.c_str());
        return *this;
    }
    request& number(std::uint16_t type, std::uint32_t value) {
        make_room(head()->nlmsg_len + MNL_ATTR_HDRLEN + sizeof(value));
        mnl_attr_put_u32(head(), type, value);
        return *this;
    }
    request& data(const dynamic::layout& as, std::span<const std::byte> bytes) {
        make_room(head()->nlmsg_len + 2 * bytes.size());
        return add([&](nlmsghdr* to, std::size_t room) {
            return put_attributes(to, room, GW_GENL_A_DATA, as, bytes);
        });
    }
    /// A structure as it is in memory.
    request& raw(std::span<const std::byte> bytes) {
        make_room(head()->nlmsg_len + MNL_ATTR_HDRLEN + MNL_ALIGN(bytes.size()));
        mnl_attr_put(head(), GW_GENL_A_RAW, bytes.size(), bytes.data());
        return *this;
    }
    /// put(message, room) is false when there is no room for what it adds.
    template <typename Put>
    request& add(Put put) {
        const auto before = head()->nlmsg_len;
        while (!put(head(), room())) {
            make_room(2 * room());
            head()->nlmsg_len = before;
        }
        return *this;
    }
    nlmsghdr* head() noexcept {
        return reinterpret_cast<nlmsghdr*>(large_.empty() ? small_.data() : large_.data());
    }

private:
    [[nodiscard]] std::size_t room() const noexcept {
        return large_.empty() ? small_.size() : large_.size();
    }
    void make_room(std::size_t size) {
        if (size <= room())
            return;
        if (large_.empty())
            large_.assign(small_.begin(), small_.begin() + head()->nlmsg_len);
        large_.resize(size);
    }

    alignas(nlmsghdr) std::array<std::byte, 512> small_; // not cleared
    std::vector<std::byte> large_;                       // in its place, if it has any
};

/// Those of <gangway/genetlink.h>, by their type.
using attributes = std::array<const nlattr*, GW_GENL_A_MAX + 1>;

attributes read_attributes(const nlmsghdr* head);

/// A socket of generic netlink.
inline result<socket_handle> open_socket() {
    return nl::open_socket(NETLINK_GENERIC);
}

/// As nl::ask().
inline result<failure> ask(mnl_socket* socket, request& what, const take& each) {
    return nl::ask(socket, what.head(), each);
}

struct family {
    std::uint16_t id = 0;
    std::uint32_t version = 0;
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
    /// As nl::line::ask().
    result<failure> ask(request& message, const take& each) const {
        return line_->ask(message.head(), each);
    }
    /// Is the family found initially still the one of that name?
    [[nodiscard]] bool is_there() const;

private:
    channel(std::unique_ptr<nl::line> line, std::string name, genl::family family)
        : line_{std::move(line)}
        , name_{std::move(name)}
        , family_{std::move(family)} {}

    std::unique_ptr<nl::line> line_;
    std::string name_;
    genl::family family_;
};

} // namespace gangway::genl
