// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot_params: values that the kernel's command line gives, also to code that is
 * built into the kernel. That is read long before this registers.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "boot_params_kern.gw.h"

static struct boot_params *channel;

/* Handlers get what was given, and may refuse it; without one, it is stored. */
static int set_list(struct boot_params *m, struct boot_params_session *s,
		    const struct boot_params_gw_list *list)
{
	u32 i;

	for (i = 0; i < list->value_count; i++)
		pr_info("list[%u]: %d\n", i, list->value[i]);
	return 0;
}

static const struct boot_params_ops ops = {
	.set_list = set_list,
};

static int __init boot_params_init(void)
{
	struct boot_params_gw_label label;

	channel = boot_params_register(NULL, NULL, &ops, NULL);
	if (IS_ERR(channel))
		return PTR_ERR(channel);
	boot_params_label(channel, &label);
	pr_info("number: %d\n", boot_params_number(channel));
	pr_info("label: %s\n", label.value);
	pr_info("secret: %u\n", boot_params_secret(channel));
	return 0;
}

static void __exit boot_params_exit(void)
{
	boot_params_unregister(channel);
}

module_init(boot_params_init);
module_exit(boot_params_exit);

MODULE_DESCRIPTION("Values from the kernel's command line");
MODULE_LICENSE("GPL");
