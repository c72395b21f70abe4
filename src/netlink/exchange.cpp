// SPDX-License-Identifier: MIT
#include "netlink/exchange.hpp"

#include <array>
#include <atomic>
#include <cerrno>

#include <sys/socket.h>

#include "client/limit.hpp"
#include "description/explain.hpp"
#include "netlink/datagram.hpp"

namespace gangway::nl {

result<socket_handle> open_socket(int protocol) {
    socket_handle made{mnl_socket_open2(protocol, SOCK_CLOEXEC)};
    sockaddr_nl kernel{};
    kernel.nl_family = AF_NETLINK;
    if (!made || mnl_socket_bind(made.get(), 0, MNL_SOCKET_AUTOPID) != 0 ||
        connect(mnl_socket_get_fd(made.get()), reinterpret_cast<const sockaddr*>(&kernel),
                sizeof(kernel)) != 0)
        return errno_error(errno, "netlink");
    int on = 1;
    mnl_socket_setsockopt(made.get(), NETLINK_EXT_ACK, &on, sizeof(on));
    mnl_socket_setsockopt(made.get(), NETLINK_CAP_ACK, &on, sizeof(on));
    return made;
}

namespace {

// Numbers are not used twice, on whatever socket. 0 and 1 are left to who sends without waiting.
std::uint32_t next_number() {
    constexpr std::uint32_t reserved = 2;
    static std::atomic<std::uint32_t> last{reserved};
    const auto number = last.fetch_add(1, std::memory_order_relaxed);
    return number < reserved ? number + reserved : number;
}

// A request that has been sent, and what has come of it.
class exchange {
public:
    exchange(const nlmsghdr* sent, std::uint32_t port)
        : sequence_{sent->nlmsg_seq}
        , port_{port}
        , dumps_{(sent->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP}
        , acknowledged_{(sent->nlmsg_flags & NLM_F_ACK) != 0} {}

    // Is there nothing left to wait for?
    bool take(const nlmsghdr* head, const nl::take& each) {
        if (!is_ours(head))
            return false;
        const bool interrupted = end_.interrupted || (head->nlmsg_flags & NLM_F_DUMP_INTR) != 0;
        if (head->nlmsg_type == NLMSG_ERROR || head->nlmsg_type == NLMSG_DONE)
            end_ = read_failure(head);
        end_.interrupted = interrupted;
        if (head->nlmsg_type == NLMSG_ERROR)
            return true;
        if (head->nlmsg_type == NLMSG_DONE) {
            done_ = true;
            return !acknowledged_ || dumps_;
        }
        if (head->nlmsg_type < NLMSG_MIN_TYPE) // neither an answer nor an end
            return false;
        each(head);
        return !dumps_ && !acknowledged_ && (head->nlmsg_flags & NLM_F_MULTI) == 0;
    }
    // After several parts an acknowledgment follows or does not, as the family likes; if it does,
    // it is there already.
    [[nodiscard]] bool may_be_over() const noexcept { return done_; }
    [[nodiscard]] const failure& end() const noexcept { return end_; }

private:
    // What came by multicast has no number; some families say no port.
    [[nodiscard]] bool is_ours(const nlmsghdr* head) const noexcept {
        return head->nlmsg_seq == sequence_ && (head->nlmsg_pid == port_ || head->nlmsg_pid == 0);
    }

    std::uint32_t sequence_;
    std::uint32_t port_;
    bool dumps_;
    bool acknowledged_;
    bool done_ = false;
    failure end_;
};

} // namespace

result<failure> ask(mnl_socket* socket, nlmsghdr* what, const take& each) {
    what->nlmsg_seq = next_number();
    const int fd = mnl_socket_get_fd(socket);
    if (send(fd, what, what->nlmsg_len, 0) < 0)
        return errno_error(errno, "netlink");
    exchange with{what, mnl_socket_get_portid(socket)};
    // On the stack and not cleared, which would take most of a call's time.
    alignas(nlmsghdr) std::array<std::byte, largest_message> buffer;
    for (;;) {
        const int flags = MSG_TRUNC | (with.may_be_over() ? MSG_DONTWAIT : 0);
        // NOLINTNEXTLINE(*BlockInCriticalSection): who asks next waits for this answer
        const auto size = recv(fd, buffer.data(), buffer.size(), flags);
        if (size < 0 && errno == EAGAIN && with.may_be_over())
            return with.end();
        if (size < 0 || static_cast<std::size_t>(size) > buffer.size())
            return errno_error(size < 0 ? errno : EMSGSIZE, "netlink");
        bool over = false;
        for_each_message(std::span{buffer}.first(static_cast<std::size_t>(size)),
                         [&](const nlmsghdr* head) { over = over || with.take(head, each); });
        if (over)
            return with.end();
        if (limit::reached_here())
            return errno_error(EINTR, "netlink");
    }
}

result<std::unique_ptr<line>> line::open(int protocol) {
    auto socket = open_socket(protocol);
    if (!socket)
        return std::move(socket).error();
    return std::unique_ptr<line>{new line{protocol, *std::move(socket)}};
}

result<failure> line::ask(nlmsghdr* what, const take& each) const {
    const std::unique_lock lock{busy_, std::try_to_lock};
    if (lock.owns_lock()) {
        auto end = nl::ask(socket_.get(), what, each);
        if (!end) // what is still to come is for nobody
            if (auto anew = open_socket(protocol_))
                socket_ = *std::move(anew);
        return end;
    }
    const auto other = open_socket(protocol_);
    if (!other)
        return other.error();
    return nl::ask(other->get(), what, each);
}

} // namespace gangway::nl
