// SPDX-License-Identifier: MIT
//
// sockopt: an interface as options of a socket; the protocol is in <gangway/sockopt.h>.
#include <cerrno>
#include <cstring>
#include <utility>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

#include <gangway/sockopt.h>

#include "carrier.hpp"

namespace gangway::carriers {

namespace {

/// A socket at a level that has Gangway's options.
struct options_socket {
    raw::descriptor fd;
    int level = SOL_IP;
    int first = 0; ///< of the device's options

    [[nodiscard]] result<void> get(int option, std::span<std::byte> value) const {
        auto length = static_cast<socklen_t>(value.size());
        if (getsockopt(fd.get(), level, option, value.data(), &length) != 0)
            return errno_error(errno, "getsockopt");
        return {};
    }

    [[nodiscard]] result<void> set(int option, std::span<const std::byte> value) const {
        if (setsockopt(fd.get(), level, option, value.data(),
                       static_cast<socklen_t>(value.size())) != 0)
            return errno_error(errno, "setsockopt");
        return {};
    }
};

/// Where there is no IPv4, there is IPv6.
result<options_socket> open_socket() {
    for (const auto& [domain, level] : {std::pair{AF_INET, SOL_IP}, {AF_INET6, SOL_IPV6}})
        if (const int fd = socket(domain, SOCK_DGRAM | SOCK_CLOEXEC, 0); fd >= 0)
            return options_socket{raw::descriptor{fd}, level};
    return errno_error(errno, "socket");
}

class sockopt final : public carrier {
public:
    explicit sockopt(options_socket by)
        : by_{std::move(by)} {}

    [[nodiscard]] result<void> get(const dynamic::element& what,
                                   std::span<std::byte> value) const override {
        return by_.get(option(what), value);
    }

    [[nodiscard]] result<void> set(const dynamic::element& what,
                                   std::span<const std::byte> value) const override {
        return by_.set(option(what), value);
    }

    [[nodiscard]] result<void> call(const dynamic::element& what,
                                    std::span<const std::byte> request,
                                    std::span<std::byte> reply) const override {
        return call_in_place(request, reply, [&](std::span<std::byte> buffer) {
            return by_.get(option(what), buffer);
        });
    }

private:
    [[nodiscard]] int option(const dynamic::element& what) const noexcept {
        return by_.first + static_cast<int>(what.number);
    }

    options_socket by_;
};

} // namespace

std::string where_sockopt(const dynamic::element& what, const place& of) {
    return fmt::format("socket option {} of the device {}", what.number,
                       of.device.filename().string());
}

result<std::unique_ptr<carrier>> open_sockopt(const endpoint& at) {
    auto by = open_socket();
    if (!by)
        return std::move(by).error();
    gw_sockopt_find find{};
    const auto device = at.where.device.filename().string();
    if (device.size() >= sizeof find.device)
        return errno_error(ENODEV, "getsockopt");
    device.copy(static_cast<char*>(find.device), device.size());
    if (auto found = by->get(GW_SOCKOPT_FIND, std::as_writable_bytes(std::span{&find, 1})); !found)
        // Without Gangway, no such option exists.
        return found.error().is(ENOPROTOOPT) ? errno_error(ENODEV, "getsockopt")
                                             : std::move(found).error();
    by->first = static_cast<int>(find.options);
    return std::unique_ptr<carrier>{std::make_unique<sockopt>(*std::move(by))};
}

} // namespace gangway::carriers
