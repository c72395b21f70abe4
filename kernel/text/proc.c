// SPDX-License-Identifier: GPL-2.0-only
/* The folders /proc/gangway and /proc/gangway/DEVICE, which several carriers share. */
#include <linux/proc_fs.h>

#include "core/core.h"

static struct proc_dir_entry *gw_proc;

/* The folder of a device, or NULL: no memory. Its data is the node. */
struct proc_dir_entry *gw_proc_folder(struct gw_node *node)
{
	if (!node->proc)
		node->proc = proc_mkdir_data(node->name, 0555, gw_proc, node);
	return node->proc;
}

/*
 * All that is in it, too, whichever carrier comes first: they go together. Waits for
 * handlers and closes what is open; whoever reads on is told EIO, by /proc.
 */
void gw_proc_remove(struct gw_node *node)
{
	proc_remove(node->proc);
	node->proc = NULL;
}

int gw_proc_init(void)
{
	gw_proc = proc_mkdir("gangway", NULL);
	return gw_proc ? 0 : -ENOMEM;
}

void gw_proc_exit(void)
{
	proc_remove(gw_proc);
}
