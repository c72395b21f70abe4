// SPDX-License-Identifier: GPL-2.0-only
/*
 * debugfs_values: values to look at and to turn while something is being found
 * out. They need no handler; the module reads them wherever it is, in interrupts too.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "debugfs_values_kern.gw.h"

static struct debugfs_values *channel;

static int get_sum(struct debugfs_values *m, struct debugfs_values_session *s, u64 *value)
{
	if (debugfs_values_active(m))
		*value = (u64)debugfs_values_small(m) + debugfs_values_medium(m) +
			 debugfs_values_large(m);
	return 0;
}

static const struct debugfs_values_ops ops = {
	.get_sum = get_sum,
};

static int __init debugfs_values_init(void)
{
	channel = debugfs_values_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit debugfs_values_exit(void)
{
	debugfs_values_unregister(channel);
}

module_init(debugfs_values_init);
module_exit(debugfs_values_exit);

MODULE_DESCRIPTION("A folder of debugfs");
MODULE_LICENSE("GPL");
