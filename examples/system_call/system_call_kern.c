// SPDX-License-Identifier: GPL-2.0-only
/*
 * system_call: a call that has a number of its own. What calls it has to know is 548.
 */
#include <linux/module.h>

#include "system_call_kern.gw.h"

static struct system_call *channel;

static int same(struct system_call *m, struct system_call_session *s,
		const struct system_call_gw_same_request *in,
		struct system_call_gw_same_reply *out)
{
	system_call_set_last(m, in->value);
	out->value = in->value;
	return 0;
}

static const struct system_call_ops ops = {
	.same = same,
};

static int __init system_call_init(void)
{
	channel = system_call_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit system_call_exit(void)
{
	system_call_unregister(channel);
}

module_init(system_call_init);
module_exit(system_call_exit);

MODULE_DESCRIPTION("A system call that returns the int that it is given");
MODULE_LICENSE("GPL");
