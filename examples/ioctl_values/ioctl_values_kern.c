// SPDX-License-Identifier: GPL-2.0-only
/* ioctl_values: a number that Gangway keeps; there is nothing to handle. */
#include <linux/module.h>

#include "ioctl_values_kern.gw.h"

static struct ioctl_values *channel;
static const struct ioctl_values_ops ops;

static int __init ioctl_values_init(void)
{
	channel = ioctl_values_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit ioctl_values_exit(void)
{
	ioctl_values_unregister(channel);
}

module_init(ioctl_values_init);
module_exit(ioctl_values_exit);

MODULE_DESCRIPTION("A number by ioctl");
MODULE_LICENSE("GPL");
