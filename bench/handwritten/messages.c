// SPDX-License-Identifier: GPL-2.0-only
/* Requests and numbered messages over generic netlink. */
#include <linux/module.h>
#include <net/genetlink.h>

#include "kernel.h"

static struct genl_family hw_family;
static u64 hw_sequence;		/* of requests, which are serialised */

static const struct nla_policy hw_small_policy[HW_A_MAX + 1] = {
	[HW_A_DATA] = NLA_POLICY_EXACT_LEN(sizeof(struct hw_small)),
};

static const struct nla_policy hw_large_policy[HW_A_MAX + 1] = {
	[HW_A_DATA] = NLA_POLICY_EXACT_LEN(sizeof(struct hw_large)),
};

static int hw_reply(struct genl_info *info, const void *data, size_t size)
{
	struct sk_buff *skb = genlmsg_new(nla_total_size(size), GFP_KERNEL);
	void *head;

	if (!skb)
		return -ENOMEM;
	head = genlmsg_put_reply(skb, info, &hw_family, 0, info->genlhdr->cmd);
	if (!head || nla_put(skb, HW_A_DATA, size, data)) {
		nlmsg_free(skb);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, head);
	return genlmsg_reply(skb, info);
}

static int hw_doit(struct sk_buff *skb, struct genl_info *info)
{
	static struct hw_large out;
	const struct nlattr *data = info->attrs[HW_A_DATA];
	int err;

	if (GENL_REQ_ATTR_CHECK(info, HW_A_DATA))
		return -EINVAL;
	err = hw_begin();
	if (err)
		return err;
	memset(&out, 0, nla_len(data));
	hw_echo(&out, nla_data(data), nla_len(data));
	return hw_end(hw_reply(info, &out, nla_len(data)));
}

static const struct genl_ops hw_ops[] = {
	{
		.cmd = HW_CMD_SMALL,
		.doit = hw_doit,
		.policy = hw_small_policy,
		.maxattr = HW_A_MAX,
		.flags = GENL_ADMIN_PERM,
	},
	{
		.cmd = HW_CMD_LARGE,
		.doit = hw_doit,
		.policy = hw_large_policy,
		.maxattr = HW_A_MAX,
		.flags = GENL_ADMIN_PERM,
	},
};

static const struct genl_multicast_group hw_groups[] = {
	{ .name = HW_GROUP },
};

static struct genl_family hw_family = {
	.name = HW_FAMILY,
	.version = 1,
	.module = THIS_MODULE,
	.ops = hw_ops,
	.n_ops = ARRAY_SIZE(hw_ops),
	.mcgrps = hw_groups,
	.n_mcgrps = ARRAY_SIZE(hw_groups),
};

/* Numbered whether or not it can be sent, so that listeners count what they miss. */
void hw_message(const u64 *data, size_t size)
{
	const u64 number = ++hw_sequence;
	struct sk_buff *skb;
	void *head;

	if (!genl_has_listeners(&hw_family, &init_net, 0))
		return;
	skb = genlmsg_new(nla_total_size(size) + nla_total_size_64bit(sizeof(number)),
			  GFP_KERNEL);
	if (!skb)
		return;
	head = genlmsg_put(skb, 0, 0, &hw_family, 0, HW_CMD_MESSAGE);
	if (!head || nla_put_u64_64bit(skb, HW_A_SEQUENCE, number, 0) ||
	    nla_put(skb, HW_A_DATA, size, data)) {
		nlmsg_free(skb);
		return;
	}
	genlmsg_end(skb, head);
	genlmsg_multicast(&hw_family, skb, 0, 0, GFP_KERNEL);
}

int hw_messages_init(void)
{
	return genl_register_family(&hw_family);
}

void hw_messages_exit(void)
{
	genl_unregister_family(&hw_family);
}
