// SPDX-License-Identifier: GPL-2.0-only
/* user_memory: none of it is touched here; handlers only see copies of what was checked. */
#include <linux/module.h>

#include "user_memory_kern.gw.h"

static struct user_memory *channel;

static int touch(struct user_memory *m, struct user_memory_session *s,
		 struct user_memory_gw_touch_reply *out)
{
	static u32 touched;
	const struct user_memory_gw_touched record = { .nr = ++touched };

	user_memory_emit_touched(m, &record);
	out->nr = record.nr;
	return 0;
}

static const struct user_memory_ops ops = { .touch = touch };

static int __init user_memory_init(void)
{
	channel = user_memory_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit user_memory_exit(void)
{
	user_memory_unregister(channel);
}

module_init(user_memory_init);
module_exit(user_memory_exit);

MODULE_DESCRIPTION("Bad addresses");
MODULE_LICENSE("GPL");
