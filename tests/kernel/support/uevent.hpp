// SPDX-License-Identifier: MIT
//
// Uevents of a device, heard by a bare netlink socket.
#pragma once

#include <array>
#include <cstdlib>
#include <map>
#include <string>

#include <linux/netlink.h>
#include <sys/socket.h>

#include "ring.hpp"

namespace test {

/// The KEY=VALUE lines of one uevent.
using uevent = std::map<std::string, std::string>;

class uevent_socket {
public:
    explicit uevent_socket(int room = 1 << 20)
        : fd_{CHECK_OK(socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT))} {
        sockaddr_nl kernels{};
        kernels.nl_family = AF_NETLINK;
        kernels.nl_groups = 1;
        CHECK_OK(setsockopt(fd_, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room));
        CHECK_OK(bind(fd_, reinterpret_cast<const sockaddr*>(&kernels), sizeof kernels));
    }
    uevent_socket(const uevent_socket&) = delete;
    uevent_socket& operator=(const uevent_socket&) = delete;
    ~uevent_socket() { close(fd_); }

    [[nodiscard]] int fd() const noexcept { return fd_; }
    /// The next that has GANGWAY_EVENT, of those that are there; empty: there is none.
    uevent take() {
        for (;;) {
            std::array<char, 8192> buffer{};
            const auto size = recv(fd_, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (size < 0 && errno == ENOBUFS) {
                overrun_ = true;
                continue;
            }
            if (size < 0)
                return {};
            auto read = parse({buffer.data(), static_cast<std::size_t>(size)});
            if (read.contains("GANGWAY_EVENT"))
                return read;
        }
    }
    [[nodiscard]] bool overrun() const noexcept { return overrun_; }

private:
    static uevent parse(std::string_view rest) {
        uevent all;
        while (!rest.empty()) {
            const auto line = rest.substr(0, rest.find('\0'));
            if (const auto sign = line.find('='); sign != std::string_view::npos)
                all[std::string{line.substr(0, sign)}] = line.substr(sign + 1);
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        }
        return all;
    }

    int fd_;
    bool overrun_ = false;
};

inline std::uint64_t number(const uevent& from, const std::string& key) {
    return std::strtoull(from.at(key).c_str(), nullptr, 10);
}

/// Sends `count` alerts on this CPU.
inline void alert(int fd, std::uint32_t count, unsigned from = ALL_TYPES_ORIGIN_THREAD) {
    emit(fd, count, from, ALL_TYPES_MANNER_ALERT);
}

inline void tell(int fd, const char* text) {
    union all_types_gw_tell buffer{};
    std::snprintf(buffer.request.text, sizeof buffer.request.text, "%s", text);
    CHECK_OK(ioctl(fd, ALL_TYPES_IOC_TELL, &buffer));
}

} // namespace test
