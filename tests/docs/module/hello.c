// SPDX-License-Identifier: GPL-2.0-only
/*
 * The module of which the documents speak where it could be any, under each
 * name that they give it.
 */
#include <linux/module.h>

static int depth;
module_param(depth, int, 0444);

static int __init hello_init(void)
{
	pr_info("Hello, lab!\n");
	return 0;
}

static void __exit hello_exit(void)
{
}

module_init(hello_init);
module_exit(hello_exit);

MODULE_DESCRIPTION("Says hello");
MODULE_LICENSE("GPL");
