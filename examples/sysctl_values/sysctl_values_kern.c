// SPDX-License-Identifier: GPL-2.0-only
/*
 * sysctl_values: tells the kernel log of each change. A handler is called before
 * the new value is stored, so that both are at hand; what it refuses is not stored.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "sysctl_values_kern.gw.h"

static struct sysctl_values *channel;

static int set_number(struct sysctl_values *m, struct sysctl_values_session *s, s32 value)
{
	pr_info("number: %d -> %d\n", sysctl_values_number(m), value);
	return 0;
}

static int set_word(struct sysctl_values *m, struct sysctl_values_session *s,
		    const struct sysctl_values_gw_word *value)
{
	struct sysctl_values_gw_word old;

	sysctl_values_word(m, &old);
	pr_info("word: %s -> %s\n", old.value, value->value);
	return 0;
}

static const struct sysctl_values_ops ops = {
	.set_number = set_number,
	.set_word = set_word,
};

static int __init sysctl_values_init(void)
{
	channel = sysctl_values_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit sysctl_values_exit(void)
{
	sysctl_values_unregister(channel);
}

module_init(sysctl_values_init);
module_exit(sysctl_values_exit);

MODULE_DESCRIPTION("A folder of /proc/sys");
MODULE_LICENSE("GPL");
