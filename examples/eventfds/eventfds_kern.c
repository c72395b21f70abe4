// SPDX-License-Identifier: GPL-2.0-only
/* eventfds: says each time that somebody passes a door. */
#include <linux/module.h>

#include "eventfds_kern.gw.h"

static struct eventfds *channel;

static int pass(struct eventfds *m, struct eventfds_session *s,
		const struct eventfds_gw_pass_request *request)
{
	u32 i;

	for (i = 0; i < request->in; i++)
		eventfds_emit_entered(m, &(struct eventfds_gw_entered){ .door = 1 });
	for (i = 0; i < request->out; i++)
		eventfds_emit_left(m, &(struct eventfds_gw_left){ .door = 2 });
	return 0;
}

static const struct eventfds_ops ops = {
	.pass = pass,
};

static int __init eventfds_init(void)
{
	channel = eventfds_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit eventfds_exit(void)
{
	eventfds_unregister(channel);
}

module_init(eventfds_init);
module_exit(eventfds_exit);

MODULE_DESCRIPTION("Events as counts of eventfds");
MODULE_LICENSE("GPL");
