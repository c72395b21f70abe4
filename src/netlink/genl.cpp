// SPDX-License-Identifier: MIT
#include "netlink/genl.hpp"

#include <cerrno>

#include "description/explain.hpp"

namespace gangway::genl {

attributes read_attributes(const nlmsghdr* head) {
    attributes found{};
    for_each_of(head, sizeof(genlmsghdr), [&](const nlattr* each) {
        if (mnl_attr_get_type(each) < found.size())
            found[mnl_attr_get_type(each)] = each;
    });
    return found;
}

namespace {

void read_groups(const nlattr* nest, family& into) {
    for_each_nested(nest, [&](const nlattr* group) {
        std::string name;
        std::uint32_t id = 0;
        for_each_nested(group, [&](const nlattr* each) {
            if (mnl_attr_get_type(each) == CTRL_ATTR_MCAST_GRP_NAME)
                name = nl::text_of(each);
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
            if (mnl_attr_get_type(each) == CTRL_ATTR_VERSION &&
                mnl_attr_validate(each, MNL_TYPE_U32) >= 0)
                found.version = mnl_attr_get_u32(each);
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
    auto line = nl::line::open(NETLINK_GENERIC);
    if (!line)
        return std::move(line).error();
    const auto socket = open_socket();
    if (!socket)
        return socket.error();
    auto found = find_family(socket->get(), family);
    if (!found)
        return std::move(found).error();
    return std::unique_ptr<channel>{new channel{*std::move(line), family, *std::move(found)}};
}

bool channel::is_there() const {
    const auto socket = open_socket();
    if (!socket)
        return true;
    const auto now = find_family(socket->get(), name_);
    return now ? now->id == family_.id : !now.error().is(ENODEV);
}

} // namespace gangway::genl
