// SPDX-License-Identifier: MIT
#include "raw/watch.hpp"

#include <cerrno>

#include <poll.h>
#include <sys/epoll.h>

#include "description/explain.hpp"

namespace gangway::raw {

descriptor watch(std::span<const int> sources) {
    descriptor made{epoll_create1(EPOLL_CLOEXEC)};
    epoll_event readable{.events = EPOLLIN, .data = {}};
    for (const int source : sources)
        if (!made || epoll_ctl(made.get(), EPOLL_CTL_ADD, source, &readable) != 0)
            throw exception{errno_error(errno, "epoll")};
    return made;
}

bool readable(int fd) noexcept {
    pollfd now{.fd = fd, .events = POLLIN, .revents = 0};
    return poll(&now, 1, 0) > 0 && (now.revents & POLLIN) != 0;
}

} // namespace gangway::raw
