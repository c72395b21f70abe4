// SPDX-License-Identifier: GPL-2.0-only
/*
 * module_params: what the module is loaded with, and what is changed later. Its
 * handlers are called for both in the same way: those of parameters given at load
 * are called while it registers.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "module_params_kern.gw.h"

static struct module_params *channel;

static int set_number(struct module_params *m, struct module_params_session *s, s32 value)
{
	pr_info("number: %d\n", value);
	return 0;
}

static int set_label(struct module_params *m, struct module_params_session *s,
		     const struct module_params_gw_label *value)
{
	if (!*value->value)
		return -EINVAL;
	pr_info("label: %s\n", value->value);
	return 0;
}

static int set_talks(struct module_params *m, struct module_params_session *s, bool value)
{
	pr_info("it %s\n", value ? "talks" : "is silent");
	return 0;
}

static int set_hidden(struct module_params *m, struct module_params_session *s, u32 value)
{
	pr_info("hidden: %u\n", value);
	return 0;
}

static const struct module_params_ops ops = {
	.set_number = set_number,
	.set_label = set_label,
	.set_talks = set_talks,
	.set_hidden = set_hidden,
};

static int __init module_params_init(void)
{
	channel = module_params_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit module_params_exit(void)
{
	module_params_unregister(channel);
}

module_init(module_params_init);
module_exit(module_params_exit);

MODULE_DESCRIPTION("Parameters of a module, one of every kind");
MODULE_LICENSE("GPL");
