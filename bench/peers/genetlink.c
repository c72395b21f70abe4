// SPDX-License-Identifier: GPL-2.0-only
/* Multicast over generic netlink: a message for each record, or several that are sent as one. */
#include <net/genetlink.h>

#include "kernel.h"

static const struct genl_multicast_group groups[] = {
	{ .name = PEER_GROUP },
};

static struct genl_family family = {
	.name = PEER_FAMILY,
	.version = 1,
	.module = THIS_MODULE,
	.mcgrps = groups,
	.n_mcgrps = ARRAY_SIZE(groups),
};

/* Without memory, or room in a listener's socket, they are lost; that one sees ENOBUFS. */
static __always_inline void emit_genetlink(u32 count, u32 size, u32 batch)
{
	u32 i, now, nr = 0;

	for (; count; count -= now) {
		struct sk_buff *skb;

		now = min(count, batch);
		skb = nlmsg_new(now * nlmsg_total_size(GENL_HDRLEN + nla_total_size(size)),
				GFP_KERNEL);
		if (!skb)
			return;
		for (i = 0; i < now; i++) {
			void *head = genlmsg_put(skb, 0, 0, &family, 0, PEER_CMD);

			bench_fill(nla_data(nla_reserve(skb, PEER_A_DATA, size)), size, nr++);
			genlmsg_end(skb, head);
		}
		genlmsg_multicast(&family, skb, 0, 0, GFP_KERNEL);
	}
}

PEER_SENDER(genetlink)

static const struct file_operations genetlink_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = genetlink_ioctl,
};

PEER_NODE(genetlink, genetlink_fops);

static int genetlink_begin(void)
{
	int err;

	err = genl_register_family(&family);
	if (err)
		return err;
	err = misc_register(&genetlink_node);
	if (err)
		genl_unregister_family(&family);
	return err;
}

static void genetlink_end(void)
{
	misc_deregister(&genetlink_node);
	genl_unregister_family(&family);
}

const struct peer peer_genetlink = { genetlink_begin, genetlink_end };
