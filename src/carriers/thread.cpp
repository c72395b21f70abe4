// SPDX-License-Identifier: MIT
//
// thread: events that a kernel thread sends to a socket, of which the library has the other end.
#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <utility>

#include <poll.h>
#include <sys/socket.h>

#include <gangway/thread.h>

#include "carrier.hpp"
#include "items.hpp"

namespace gangway::carriers {

namespace {

class socket_source final : public source {
public:
    socket_source(raw::session session, raw::descriptor socket)
        : session_{std::move(session)}
        , socket_{std::move(socket)} {}

    result<std::size_t> read(std::span<raw::record> into) override {
        if (!items_.ready())
            if (auto got = refill(); !got)
                return std::move(got).error();
        return items_.take(into, "recv");
    }
    bool arm() override {
        pollfd now{.fd = native_handle(), .events = POLLIN, .revents = 0};
        return ended_ || poll(&now, 1, 0) <= 0 || (now.revents & POLLIN) == 0;
    }
    /// Hangs up when the thread has sent all there is and the module is gone.
    [[nodiscard]] int native_handle() const noexcept override { return socket_.get(); }

private:
    result<void> refill() {
        const auto room = items_.room();
        const auto n = recv(native_handle(), room.data(), room.size(), MSG_DONTWAIT);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return errno_error(errno, "recv");
        ended_ = n == 0;
        items_.added(static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
        return {};
    }

    raw::session session_; // the thread lives as long
    raw::descriptor socket_;
    items items_;
    bool ended_ = false;
};

class thread final : public carrier {
public:
    explicit thread(std::string node)
        : node_{std::move(node)} {}

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& /*options*/) const override {
        auto session = raw::session::open(node_);
        if (!session)
            return std::move(session).error();
        std::array<int, 2> ends{};
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            return errno_error(errno, "socketpair");
        raw::descriptor ours{ends[0]};
        const raw::descriptor theirs{ends[1]};
        gw_subscribe_thread wanted{};
        wanted.head.carrier = GW_CARRIER_thread;
        wanted.socket = theirs.get();
        for (const auto* event : events)
            wanted.head.events[event->number / 64] |= std::uint64_t{1} << event->number % 64;
        if (auto made = session->subscribe(wanted); !made)
            return std::move(made).error();
        return std::unique_ptr<source>{
            std::make_unique<socket_source>(*std::move(session), std::move(ours))};
    }

private:
    std::string node_;
};

} // namespace

result<std::unique_ptr<carrier>> open_thread(const endpoint& at) {
    if (!at.session)
        return errno_error(at.refused, "open");
    return std::unique_ptr<carrier>{std::make_unique<thread>(at.where.node.string())};
}

} // namespace gangway::carriers
