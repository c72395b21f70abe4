// SPDX-License-Identifier: MIT
#include "netlink/genl.hpp"

#include <cerrno>

#include "description/explain.hpp"

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

failure read_failure(const nlmsghdr* head) {
    failure why{.interrupted = (head->nlmsg_flags & NLM_F_DUMP_INTR) != 0};
    if (mnl_nlmsg_get_payload_len(head) >= sizeof(int))
        why.number = -*static_cast<const int*>(mnl_nlmsg_get_payload(head));
    const std::size_t known = head->nlmsg_type == NLMSG_ERROR ? sizeof(nlmsgerr) : sizeof(int);
    if ((head->nlmsg_flags & NLM_F_ACK_TLVS) == 0)
        return why;
    for_each_of(head, known, [&](const nlattr* each) {
        if (mnl_attr_get_type(each) == NLMSGERR_ATTR_MSG)
            why.text = mnl_attr_get_str(each);
    });
    return why;
}

attributes read_attributes(const nlmsghdr* head) {
    attributes found{};
    for_each_of(head, sizeof(genlmsghdr), [&](const nlattr* each) {
        if (mnl_attr_get_type(each) < found.size())
            found[mnl_attr_get_type(each)] = each;
    });
    return found;
}

result<failure> ask(mnl_socket* socket, request& what, const take& each) {
    const bool until_end = (what.head()->nlmsg_flags & (NLM_F_ACK | NLM_F_DUMP)) != 0;
    if (mnl_socket_sendto(socket, what.head(), what.head()->nlmsg_len) < 0)
        return errno_error(errno, "netlink");
    // On the stack and not cleared, which would take most of a call's time.
    alignas(nlmsghdr) std::array<char, largest_message> buffer;
    for (;;) {
        auto size = mnl_socket_recvfrom(socket, buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return errno_error(errno, "netlink");
        int left = static_cast<int>(size);
        for (const auto* head = reinterpret_cast<const nlmsghdr*>(buffer.data());
             mnl_nlmsg_ok(head, left); head = mnl_nlmsg_next(head, &left)) {
            if (head->nlmsg_type == NLMSG_ERROR || head->nlmsg_type == NLMSG_DONE)
                return read_failure(head);
            each(head);
            if (!until_end)
                return failure{};
        }
    }
}

namespace {

void read_groups(const nlattr* nest, family& into) {
    for_each_nested(nest, [&](const nlattr* group) {
        std::string name;
        std::uint32_t id = 0;
        for_each_nested(group, [&](const nlattr* each) {
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GRP_NAME)
                name = mnl_attr_get_str(each);
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GRP_ID)
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
            if (mnl_attr_get_type(each) == CTRL_ATTR_FAMILY_ID)
                found.id = mnl_attr_get_u16(each);
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GROUPS)
                read_groups(each, found);
        });
    });
    if (!end)
        return end.error();
    if (end->number != 0)
        return errno_error(end->number == ENOENT ? ENODEV : end->number, "generic netlink");
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
    if (lock.owns_lock())
        return genl::ask(socket_.get(), message, each);
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
    return now && now->id == family_.id;
}

} // namespace gangway::genl
