// SPDX-License-Identifier: GPL-2.0-only
/* Requests and numbered records over a netlink protocol of our own. */
#include <linux/capability.h>
#include <linux/module.h>
#include <linux/string.h>
#include <net/netlink.h>
#include <net/sock.h>

#include "kernel.h"

static struct sock *hw_sock;
static u64 hw_sequence;		/* of records, whose senders are serialised */

/* Return: NULL, there is no memory. */
static struct sk_buff *hw_new(int type, u32 portid, u32 nr, size_t size, void **data)
{
	struct sk_buff *skb = nlmsg_new(size, GFP_KERNEL);

	if (skb)
		*data = nlmsg_data(nlmsg_put(skb, portid, nr, type, size, 0));
	return skb;
}

static int hw_answer(struct sk_buff *skb, const struct nlmsghdr *nlh, const void *data,
		     size_t size)
{
	const u32 portid = NETLINK_CB(skb).portid;
	struct sk_buff *answer;
	void *to;

	answer = hw_new(nlh->nlmsg_type, portid, nlh->nlmsg_seq, size, &to);
	if (!answer)
		return -ENOMEM;
	memcpy(to, data, size);
	return nlmsg_unicast(hw_sock, answer, portid);
}

/* The sender's structure may be newer than ours. */
static int hw_take(void *in, size_t known, const struct nlmsghdr *nlh)
{
	const size_t size = nlmsg_len(nlh);

	if (size < known)	/* nothing was ever shorter */
		return -EINVAL;
	if (size > known && memchr_inv(nlmsg_data(nlh) + known, 0, size - known))
		return -E2BIG;
	memcpy(in, nlmsg_data(nlh), known);
	return 0;
}

static int hw_call(struct sk_buff *skb, const struct nlmsghdr *nlh, size_t known)
{
	static struct hw_large in, out;
	int err;

	err = hw_begin();
	if (err)
		return err;
	err = hw_take(&in, known, nlh);
	if (err)
		return hw_end(err);
	memset(&out, 0, known);
	hw_echo(&out, &in, known);
	return hw_end(hw_answer(skb, nlh, &out, known));
}

static int hw_netlink_value(struct sk_buff *skb, const struct nlmsghdr *nlh)
{
	u64 value;
	int err;

	if (nlh->nlmsg_type == HW_NL_SET)
		return hw_take(&value, sizeof(value), nlh) ?: hw_set(value);
	err = hw_get(&value);
	return err ?: hw_answer(skb, nlh, &value, sizeof(value));
}

static int hw_dispatch(struct sk_buff *skb, const struct nlmsghdr *nlh)
{
	switch (nlh->nlmsg_type) {
	case HW_NL_SMALL:
		return hw_call(skb, nlh, sizeof(struct hw_small));
	case HW_NL_LARGE:
		return hw_call(skb, nlh, sizeof(struct hw_large));
	case HW_NL_GET:
	case HW_NL_SET:
		return hw_netlink_value(skb, nlh);
	}
	return -EOPNOTSUPP;
}

static int hw_serve(struct sk_buff *skb, struct nlmsghdr *nlh, struct netlink_ext_ack *extack)
{
	int err;

	if (!netlink_capable(skb, CAP_NET_ADMIN))
		return -EPERM;
	err = hw_dispatch(skb, nlh);
	if (err != -ERESTARTSYS)
		return err;
	netlink_ack(skb, nlh, -EINTR, extack);	/* which is not done for us */
	return -EINTR;
}

static void hw_receive(struct sk_buff *skb)
{
	netlink_rcv_skb(skb, hw_serve);
}

/*
 * Numbered whether or not it can be sent, so that listeners count what they miss.
 * Without memory for it they are made to look.
 */
void hw_netlink_message(const u64 *data, size_t size)
{
	const u64 number = ++hw_sequence;
	struct sk_buff *skb;
	void *to;

	if (!netlink_has_listeners(hw_sock, HW_NL_GROUP))
		return;
	skb = hw_new(HW_NL_RECORD, 0, 0, sizeof(number) + size, &to);
	if (!skb) {
		netlink_set_err(hw_sock, 0, HW_NL_GROUP, -ENOBUFS);
		return;
	}
	memcpy(to, &number, sizeof(number));
	memcpy(to + sizeof(number), data, size);
	nlmsg_multicast(hw_sock, skb, 0, HW_NL_GROUP, GFP_KERNEL);
}

int hw_netlink_init(void)
{
	struct netlink_kernel_cfg cfg = {
		.groups = HW_NL_GROUP,
		.input = hw_receive,
	};

	hw_sock = netlink_kernel_create(&init_net, HW_NL_PROTOCOL, &cfg);
	return hw_sock ? 0 : -EBUSY;
}

void hw_netlink_exit(void)
{
	netlink_kernel_release(hw_sock);
}
