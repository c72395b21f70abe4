// SPDX-License-Identifier: MIT
#include "netlink/genl.hpp"

#include <atomic>
#include <cerrno>

#include <sys/socket.h>

#include "client/limit.hpp"
#include "description/explain.hpp"
#include "netlink/datagram.hpp"

namespace gangway::genl {

result<socket_handle> open_socket() {
    socket_handle made{mnl_socket_open2(NETLINK_GENERIC, SOCK_CLOEXEC)};
    if (!made || mnl_socket_bind(made.get(), 0, MNL_SOCKET_AUTOPID) != 0)
        return errno_error(errno, "netlink");
    int on = 1;
    mnl_socket_setsockopt(made.get(), NETLINK_EXT_ACK, &on, sizeof(on));
    mnl_socket_setsockopt(made.get(), NETLINK_CAP_ACK, &on, sizeof(on));
    return made;
}

attributes read_attributes(const nlmsghdr* head) {
    attributes found{};
    for_each_of(head, sizeof(genlmsghdr), [&](const nlattr* each) {
        if (mnl_attr_get_type(each) < found.size())
            found[mnl_attr_get_type(each)] = each;
    });
    return found;
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
    bool take(const nlmsghdr* head, const genl::take& each) {
        if (!is_ours(head))
            return false;
        if (head->nlmsg_type == NLMSG_ERROR) {
            const bool interrupted = end_.interrupted;
            end_ = read_failure(head);
            end_.interrupted |= interrupted;
            return true;
        }
        if (head->nlmsg_type == NLMSG_DONE) {
            done_ = true;
            end_ = read_failure(head);
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

result<failure> ask(mnl_socket* socket, request& what, const take& each) {
    what.sequence(next_number());
    const int fd = mnl_socket_get_fd(socket);
    if (!send_to_kernel(fd, what.head()))
        return errno_error(errno, "netlink");
    exchange with{what.head(), mnl_socket_get_portid(socket)};
    // On the stack and not cleared, which would take most of a call's time.
    alignas(nlmsghdr) std::array<std::byte, largest_message> buffer;
    for (;;) {
        const auto size = receive_from_kernel(fd, buffer, with.may_be_over() ? MSG_DONTWAIT : 0);
        if (size < 0 && errno == EAGAIN && with.may_be_over())
            return with.end();
        if (size < 0)
            return errno_error(errno, "netlink");
        bool over = false;
        for_each_message(std::span{buffer}.first(static_cast<std::size_t>(size)),
                         [&](const nlmsghdr* head) { over = over || with.take(head, each); });
        if (over)
            return with.end();
        if (limit::reached_here())
            return errno_error(EINTR, "netlink");
    }
}

namespace {

void read_groups(const nlattr* nest, family& into) {
    for_each_nested(nest, [&](const nlattr* group) {
        std::string name;
        std::uint32_t id = 0;
        for_each_nested(group, [&](const nlattr* each) {
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GRP_NAME)
                name = text_of(each);
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GRP_ID &&
                mnl_attr_validate(each, MNL_TYPE_U32) >= 0)
                id = mnl_attr_get_u32(each);
        });
        into.groups.emplace(std::move(name), id);
    });
}

} // namespace

result<family> find_family(mnl_socket* socket, const std::string& name) {
    family found;
    request what{GENL_ID_CTRL, CTRL_CMD_GETFAMILY, NLM_F_ACK};
    mnl_attr_put_strz(what.head(), CTRL_ATTR_FAMILY_NAME, name.c_str());
    const auto end = ask(socket, what, [&](const nlmsghdr* head) {
        for_each_of(head, sizeof(genlmsghdr), [&](const nlattr* each) {
            if (mnl_attr_get_type(each) == CTRL_ATTR_FAMILY_ID &&
                mnl_attr_validate(each, MNL_TYPE_U16) >= 0)
                found.id = mnl_attr_get_u16(each);
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GROUPS)
                read_groups(each, found);
        });
    });
    if (!end)
        return end.error();
    if (end->number != 0)
        return errno_error(end->number == ENOENT ? ENODEV : end->number, "generic netlink");
    if (found.id == 0)
        return errno_error(EPROTO, "generic netlink");
    return found;
}

result<std::unique_ptr<channel>> channel::open(const std::string& family) {
    auto socket = open_socket();
    if (!socket)
        return std::move(socket).error();
    auto found = find_family(socket->get(), family);
    if (!found)
        return std::move(found).error();
    return std::unique_ptr<channel>{new channel{*std::move(socket), family, *std::move(found)}};
}

// On the channel's socket, or on a socket of its own while another thread uses that.
result<failure> channel::ask(request& message, const take& each) const {
    const std::unique_lock lock{busy_, std::try_to_lock};
    if (lock.owns_lock()) {
        auto end = genl::ask(socket_.get(), message, each);
        if (!end) // what is still to come is for nobody
            if (auto anew = open_socket())
                socket_ = *std::move(anew);
        return end;
    }
    const auto other = open_socket();
    if (!other)
        return other.error();
    return genl::ask(other->get(), message, each);
}

bool channel::is_there() const {
    const auto socket = open_socket();
    if (!socket)
        return true;
    const auto now = find_family(socket->get(), name_);
    return now ? now->id == family_.id : !now.error().is(ENODEV);
}

} // namespace gangway::genl
