// SPDX-License-Identifier: GPL-2.0-only
/*
 * icmp2: sends as many packets as it is asked for.
 */
#include <linux/err.h>
#include <linux/module.h>

#include "icmp2_kern.gw.h"

static struct icmp2 *channel;
static u64 sent; /* handlers are serialised */

static int get_sent(struct icmp2 *m, struct icmp2_session *s, u64 *value)
{
	*value = sent;
	return 0;
}

static int send(struct icmp2 *m, struct icmp2_session *s,
		const struct icmp2_gw_send_request *in)
{
	struct icmp2_gw_packet packet = {};
	u32 i;

	if (in->count > 1000)
		return -ERANGE;
	for (i = 0; i < in->count; i++) {
		packet.number = ++sent;
		icmp2_emit_packet(m, &packet);
	}
	return 0;
}

static const struct icmp2_ops ops = {
	.get_sent = get_sent,
	.send = send,
};

static int __init icmp2_init(void)
{
	channel = icmp2_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit icmp2_exit(void)
{
	icmp2_unregister(channel);
}

module_init(icmp2_init);
module_exit(icmp2_exit);

MODULE_DESCRIPTION("Sends as many packets as it is asked for");
MODULE_LICENSE("GPL");
