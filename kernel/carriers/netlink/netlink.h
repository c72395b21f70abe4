/* SPDX-License-Identifier: GPL-2.0-only */
/* What the parts of carrier netlink share: see netlink.c. */
#ifndef _GANGWAY_CARRIER_NETLINK_H
#define _GANGWAY_CARRIER_NETLINK_H

#include <net/netlink.h>

#include <gangway/netlink.h>

#include "netlink/multicast.h"

/* Multicast groups of all interfaces, ever. */
#define GW_NETLINK_GROUPS 4096

struct gw_netlink_socket;

/* An instance as this carrier sees it. */
struct gw_netlink_instance {
	struct gw_multicast multicast;	/* its events */
	struct gw_instance *inst;
	struct gw_netlink_socket *socket; /* of its network namespace */
	u16 groups[GW_NUMBERS];		/* of events; 0: none */
};

/* What follows the head. */
static inline void *gw_netlink_data(const struct nlmsghdr *nlh)
{
	return nlmsg_data(nlh) + sizeof(struct gw_netlink);
}

static inline struct gw_netlink_instance *to_netlink(const struct gw_multicast *m)
{
	return container_of(m, struct gw_netlink_instance, multicast);
}

/* netlink.c */
void gw_netlink_receive(struct sk_buff *skb);

/* socket.c: see there */
struct gw_netlink_socket *gw_netlink_socket_get(struct net *net);
struct sock *gw_netlink_sock(const struct gw_netlink_socket *s);
int gw_netlink_sockets_init(void);
void gw_netlink_sockets_exit(void);

/* group.c: see there */
int gw_netlink_group_get(const struct gw_interface *iface, const struct gw_element *el);
int gw_netlink_bind(struct net *net, int group);
void gw_netlink_groups_exit(void);

/* message.c: messages, and events as such */
struct gw_netlink gw_netlink_head(const struct gw_netlink_instance *n,
				  const struct gw_element *el);
struct nlmsghdr *gw_netlink_put(struct sk_buff *skb, const struct gw_netlink *head, int type,
				const struct nlmsghdr *request, u32 portid, int flags,
				size_t size);
struct sk_buff *gw_netlink_answer(const struct gw_netlink *head, struct sk_buff *skb,
				  const struct nlmsghdr *request, size_t size, void **data);
int gw_netlink_status(struct gw_netlink_instance *n, const struct gw_element *el,
		      struct sk_buff *skb, const struct nlmsghdr *request);
bool gw_netlink_has_listeners(const struct gw_netlink_instance *n,
			      const struct gw_element *el);
extern const struct gw_multicast_ops gw_netlink_multicast;
void gw_netlink_send_gone(struct gw_netlink_instance *n);

/* dump.c */
int gw_netlink_dump_start(struct gw_netlink_instance *n, const struct gw_element *el,
			  struct sk_buff *skb, const struct nlmsghdr *nlh);

/* Netlink does not restart requests after a signal. */
static inline int gw_netlink_errno(int err)
{
	return err == -ERESTARTSYS ? -EINTR : err;
}

#endif /* _GANGWAY_CARRIER_NETLINK_H */
