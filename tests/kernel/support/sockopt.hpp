// SPDX-License-Identifier: MIT
//
// Interfaces as options of bare sockets.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <gangway/sockopt.h>

#include "test.hpp"

namespace test {

/// A socket, and the options of one device.
class options {
public:
    explicit options(const char* device = "all_types", int domain = AF_INET, int type = SOCK_DGRAM)
        : fd_{CHECK_OK(
              socket(domain, type | SOCK_CLOEXEC, type == SOCK_RAW ? int{IPPROTO_UDP} : 0))}
        , level_{domain == AF_INET ? SOL_IP : SOL_IPV6} {
        if (find(device) != 0)
            fail(__FILE__, __LINE__, std::string{device} + ": " + std::strerror(errno));
    }
    options(const options&) = delete;
    options& operator=(const options&) = delete;
    ~options() { ::close(fd_); }

    /// These are meant from now on; 0, or -1 and errno.
    int find(const char* device) {
        gw_sockopt_find find{};
        std::strncpy(find.device, device, sizeof find.device - 1);
        socklen_t size = sizeof find;
        if (getsockopt(fd_, level_, GW_SOCKOPT_FIND, &find, &size) != 0)
            return -1;
        first_ = static_cast<int>(find.options);
        return 0;
    }

    /// `size` becomes what the kernel says.
    int get(unsigned number, void* into, socklen_t& size) const {
        return getsockopt(fd_, level_, option(number), into, &size);
    }
    int set(unsigned number, const void* from, socklen_t size) const {
        return setsockopt(fd_, level_, option(number), from, size);
    }

    template <typename T>
    int get(unsigned number, T& into) const {
        socklen_t size = sizeof into;
        return get(number, &into, size);
    }
    template <typename T>
    int set(unsigned number, const T& from) const {
        return set(number, &from, sizeof from);
    }
    /// A call with neither request nor reply.
    [[nodiscard]] int call(unsigned number) const {
        socklen_t size = 0;
        return get(number, nullptr, size);
    }

    [[nodiscard]] int fd() const noexcept { return fd_; }
    [[nodiscard]] int level() const noexcept { return level_; }
    [[nodiscard]] int option(unsigned number) const noexcept {
        return first_ + static_cast<int>(number);
    }

private:
    int fd_;
    int level_;
    int first_ = 0;
};

} // namespace test
