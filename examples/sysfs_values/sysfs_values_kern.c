// SPDX-License-Identifier: GPL-2.0-only
/*
 * sysfs_values: two values that only users change, and one that the module
 * changes by itself. Gangway stores all three, checks what users write, and
 * wakes pollers of a file on each change, whoever made it.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/workqueue.h>

#include "sysfs_values_kern.gw.h"

static struct sysfs_values *channel;

static void on_second(struct work_struct *work);
static DECLARE_DELAYED_WORK(second, on_second);

static void on_second(struct work_struct *work)
{
	sysfs_values_set_seconds(channel, sysfs_values_seconds(channel) + 1);
	schedule_delayed_work(&second, HZ);
}

static const struct sysfs_values_ops ops = { };

static int __init sysfs_values_init(void)
{
	channel = sysfs_values_register(NULL, NULL, &ops, NULL);
	if (IS_ERR(channel))
		return PTR_ERR(channel);
	schedule_delayed_work(&second, HZ);
	return 0;
}

static void __exit sysfs_values_exit(void)
{
	cancel_delayed_work_sync(&second);
	sysfs_values_unregister(channel);
}

module_init(sysfs_values_init);
module_exit(sysfs_values_exit);

MODULE_DESCRIPTION("Attributes of an object, one value each");
MODULE_LICENSE("GPL");
