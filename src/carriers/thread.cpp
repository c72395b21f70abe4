// SPDX-License-Identifier: MIT
//
// thread: events that a kernel thread sends to a socket, of which the library has the other end.
#include <array>
#include <cerrno>
#include <string>
#include <utility>

#include <sys/socket.h>

#include <gangway/thread.h>

#include "by_node.hpp"
#include "item_source.hpp"

namespace gangway::carriers {

namespace {

class thread final : public carrier {
public:
    explicit thread(std::string node)
        : node_{std::move(node)} {}

    [[nodiscard]] result<std::unique_ptr<source>>
    subscribe(std::span<const dynamic::element* const> events,
              const subscribe_options& /*options*/) const override {
        std::array<int, 2> ends{};
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0)
            return errno_error(errno, "socketpair");
        raw::descriptor ours{ends[0]};
        const raw::descriptor theirs{ends[1]};
        gw_subscribe_thread wanted{};
        wanted.socket = theirs.get();
        auto session = subscribed(node_, GW_CARRIER_thread, wanted, events);
        if (!session)
            return std::move(session).error();
        // It hangs up when the thread has sent all there is and the module is gone.
        return std::unique_ptr<source>{
            std::make_unique<item_source>(*std::move(session), std::move(ours))};
    }

private:
    std::string node_;
};

} // namespace

result<std::unique_ptr<carrier>> open_thread(const endpoint& at) {
    return open_by_node<thread>(at);
}

} // namespace gangway::carriers
