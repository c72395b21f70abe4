// SPDX-License-Identifier: GPL-2.0-only
/*
 * proc_files: Gangway stores what users write, once it has checked it; the module
 * looks at each new text before that, and tells how many lines it has.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "proc_files_kern.gw.h"

static struct proc_files *channel;

/* What is refused here is not stored. */
static int set_text(struct proc_files *m, struct proc_files_session *s,
		    const struct proc_files_gw_text *value)
{
	const char *c = value->value;
	u32 lines = *c ? 1 : 0;

	while (*c)
		lines += *c++ == '\n';
	proc_files_set_lines(m, lines);
	return 0;
}

static const struct proc_files_ops ops = {
	.set_text = set_text,
};

static int __init proc_files_init(void)
{
	channel = proc_files_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit proc_files_exit(void)
{
	proc_files_unregister(channel);
}

module_init(proc_files_init);
module_exit(proc_files_exit);

MODULE_DESCRIPTION("A folder of /proc");
MODULE_LICENSE("GPL");
