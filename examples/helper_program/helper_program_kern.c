// SPDX-License-Identifier: GPL-2.0-only
/* helper_program: starts a program for each block that fails. */
#include <linux/module.h>

#include "helper_program_kern.gw.h"

static struct helper_program *channel;
static u64 block = 100;

static int set_errors(struct helper_program *m, struct helper_program_session *s, u32 value)
{
	struct helper_program_gw_failed event = { .reason = "no sector = no data" };

	for (value = min(value, 10000u); value; value--) {
		event.block = block++;
		helper_program_emit_failed(m, &event);
	}
	return 0;
}

static const struct helper_program_ops ops = {
	.set_errors = set_errors,
};

static int __init helper_program_init(void)
{
	channel = helper_program_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit helper_program_exit(void)
{
	helper_program_unregister(channel);
}

module_init(helper_program_init);
module_exit(helper_program_exit);

MODULE_DESCRIPTION("Events that start a program");
MODULE_LICENSE("GPL");
