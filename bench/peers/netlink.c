// SPDX-License-Identifier: GPL-2.0-only
/* Multicast over a netlink protocol of its own: a message for each record, or one for many. */
#include <net/netlink.h>
#include <net/sock.h>

#include "kernel.h"

static struct sock *sock;

/* Without memory, or room in a listener's socket, they are lost; that one sees ENOBUFS. */
static __always_inline void emit_netlink(u32 count, u32 size, u32 batch)
{
	u32 i, now, nr = 0;

	for (; count; count -= now) {
		struct sk_buff *skb;

		now = min(count, batch);
		skb = nlmsg_new(now * nlmsg_total_size(size) - NLMSG_HDRLEN, GFP_KERNEL);
		if (!skb)
			return;
		for (i = 0; i < now; i++)
			bench_fill(nlmsg_data(nlmsg_put(skb, 0, 0, PEER_NL_RECORD, size, 0)),
				   size, nr++);
		nlmsg_multicast(sock, skb, 0, PEER_NL_GROUP, GFP_KERNEL);
	}
}

PEER_SENDER(netlink)

static const struct file_operations netlink_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = netlink_ioctl,
};

PEER_NODE(netlink, netlink_fops);

static int netlink_begin(void)
{
	struct netlink_kernel_cfg cfg = { .groups = PEER_NL_GROUP };
	int err;

	sock = netlink_kernel_create(&init_net, PEER_NL_PROTOCOL, &cfg);
	if (!sock)
		return -EBUSY;
	err = misc_register(&netlink_node);
	if (err)
		netlink_kernel_release(sock);
	return err;
}

static void netlink_end(void)
{
	misc_deregister(&netlink_node);
	netlink_kernel_release(sock);
}

const struct peer peer_netlink = { netlink_begin, netlink_end };
