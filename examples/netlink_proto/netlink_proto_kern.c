// SPDX-License-Identifier: GPL-2.0-only
/*
 * netlink_proto: tells its listeners what is written on the board, from a tasklet, as
 * a driver would from its interrupt. They have not asked for it.
 */
#include <linux/interrupt.h>
#include <linux/module.h>

#include "netlink_proto_kern.gw.h"

static void tell(struct tasklet_struct *tasklet);

static struct netlink_proto *channel;
static DECLARE_TASKLET(telling, tell);
static DEFINE_SPINLOCK(lock);	/* protects the next two */
static struct netlink_proto_gw_notice notice;
static bool closing;

static int noop(struct netlink_proto *m, struct netlink_proto_session *s,
		struct netlink_proto_gw_noop_reply *reply)
{
	reply->answer = 42;
	return 0;
}

/* A softirq. */
static void tell(struct tasklet_struct *tasklet)
{
	u32 left = netlink_proto_times(channel);

	spin_lock(&lock);
	while (left--) {
		notice.nr++;
		netlink_proto_emit_notice(channel, &notice);
	}
	spin_unlock(&lock);
}

static int set_board(struct netlink_proto *m, struct netlink_proto_session *s,
		     const struct netlink_proto_gw_board *value)
{
	spin_lock_bh(&lock);
	memcpy(notice.text, value->value, sizeof(notice.text));
	if (!closing)
		tasklet_schedule(&telling);
	spin_unlock_bh(&lock);
	return 0;
}

static const struct netlink_proto_ops ops = {
	.noop = noop,
	.set_board = set_board,
};

static int __init netlink_proto_init(void)
{
	channel = netlink_proto_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit netlink_proto_exit(void)
{
	/* While it is unregistered, nothing may be emitted, though handlers still run. */
	spin_lock_bh(&lock);
	closing = true;
	spin_unlock_bh(&lock);
	tasklet_kill(&telling);
	netlink_proto_unregister(channel);
}

module_init(netlink_proto_init);
module_exit(netlink_proto_exit);

MODULE_DESCRIPTION("A netlink protocol of its own");
MODULE_LICENSE("GPL");
