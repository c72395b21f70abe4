// SPDX-License-Identifier: MIT
#include "netlink/listener.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include "netlink/datagram.hpp"
#include "raw/watch.hpp"

namespace gangway {

namespace {

// What a record costs a socket besides its bytes: the kernel counts whole buffers.
constexpr std::size_t record_overhead = 1024;

// Records that a socket has room for if nobody asks for another number.
constexpr std::size_t usual_depth = 4096;

// Getting less room than requested is no error: losses are reported.
void make_room(int socket, std::span<const dynamic::element* const> events,
               const subscribe_options& options) {
    std::size_t size = 0;
    for (const auto* event : events)
        size = std::max<std::size_t>(size, event->out.size);
    const std::size_t depth = options.depth != 0 ? options.depth : usual_depth;
    const std::size_t wanted = depth * (2 * size + record_overhead);
    const int room = static_cast<int>(std::min<std::size_t>(wanted, INT32_MAX / 2));
    if (setsockopt(socket, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)) != 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
}

} // namespace

result<raw::descriptor> listen(int protocol, std::span<const std::uint32_t> groups,
                               std::span<const dynamic::element* const> events,
                               const subscribe_options& options) {
    raw::descriptor made{socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol)};
    sockaddr_nl any{};
    any.nl_family = AF_NETLINK;
    if (!made || bind(made.get(), reinterpret_cast<const sockaddr*>(&any), sizeof(any)) != 0)
        return errno_error(errno, "netlink");
    make_room(made.get(), events, options);
    for (const auto group : groups)
        if (setsockopt(made.get(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)) != 0)
            return errno_error(errno, "group");
    return made;
}

result<nl::socket_handle> open_listener(int protocol,
                                        std::span<const dynamic::element* const> events,
                                        const subscribe_options& options) {
    auto made = nl::open_socket(protocol);
    if (!made)
        return made;
    make_room(mnl_socket_get_fd(made->get()), events, options);
    int on = 1;
    mnl_socket_setsockopt(made->get(), NETLINK_BROADCAST_ERROR, &on, sizeof(on));
    // By the same flag the kernel does not wait for handlers either, when a value is asked for.
    const int socket = mnl_socket_get_fd(made->get());
    if (fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK) != 0)
        return errno_error(errno, "netlink");
    return made;
}

std::string misfit(std::string_view event, const error& why) {
    return fmt::format("{}: {}", event, why.message);
}

listener::listener(int socket)
    : socket_{socket}
    , ready_{raw::watch({&socket_, 1})}
    , buffer_(largest_message) {}

result<std::size_t> listener::read(std::span<raw::record> into) {
    given_.clear();
    while (found_.size() < into.size() && !gone_)
        if (!receive())
            break;
    std::size_t filled = 0;
    for (; filled < into.size() && !found_.empty(); ++filled) {
        auto& kept = given_.emplace_back(std::move(found_.front()));
        found_.pop_front();
        into[filled] = kept.what;
        if (kept.what.data != nullptr)
            into[filled].data = kept.bytes.data();
        else if (!kept.why.empty()) // of a loss, where to find it
            into[filled].size = static_cast<std::uint32_t>(given_.size());
    }
    if (filled == 0 && gone_)
        return errno_error(ENODEV, "netlink");
    return filled;
}

// One message, if there is one.
bool listener::receive() {
    const auto size = receive_from_kernel(socket_, buffer_, MSG_DONTWAIT);
    if (size < 0 && (errno == ENOBUFS || errno == EMSGSIZE)) {
        overrun_ = true; // after ENOBUFS the kernel sends no more until all has been read
        return true;
    }
    if (size < 0) {
        const bool told = overrun_ && missed();
        overrun_ = overrun_ && !told;
        return told;
    }
    take({buffer_.data(), static_cast<std::size_t>(size)});
    return true;
}

bool listener::missed() {
    lose(raw::unknown_loss);
    return true;
}

void listener::keep(raw::record what, std::vector<std::byte> bytes) {
    bytes.reserve(1); // an empty record is one, too
    what.data = bytes.data();
    what.size = static_cast<std::uint32_t>(bytes.size());
    what.cpu = raw::no_cpu;
    found_.push_back({what, std::move(bytes)});
}

void listener::lose(std::uint64_t count, std::string why) {
    found_.push_back({{.cpu = raw::no_cpu, .lost = count}, {}, std::move(why)});
}

} // namespace gangway
