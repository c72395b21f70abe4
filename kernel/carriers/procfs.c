// SPDX-License-Identifier: GPL-2.0-only
/* Carrier "procfs": each property is a file /proc/gangway/DEVICE/PROPERTY, of any length. */
#include <linux/proc_fs.h>
#include <linux/slab.h>

#include "core/carrier.h"
#include "text/proc.h"
#include "text/value.h"

static int gw_procfs_open(struct inode *inode, struct file *file)
{
	return gw_text_file_open(file, pde_data(inode), false);
}

static const struct proc_ops gw_procfs_ops = {
	.proc_open = gw_procfs_open,
	.proc_read = gw_text_file_read,
	.proc_write = gw_text_file_write,
	.proc_lseek = default_llseek,
	.proc_release = gw_text_file_release,
};

static void procfs_node_del(struct gw_node *node)
{
	gw_proc_remove(node);
	kfree(node->state[GW_CARRIER_procfs]);
}

static int procfs_node_add(struct gw_node *node)
{
	struct proc_dir_entry *folder = gw_proc_folder(node);
	struct gw_node_files *files = gw_node_files_alloc(node, GW_VIA(procfs));
	struct gw_node_file *f;

	node->state[GW_CARRIER_procfs] = files;
	if (!folder || !files)
		return -ENOMEM;
	for (f = files->files; f < files->files + files->n; f++)
		if (!proc_create_data(f->el->name, f->mode, folder, &gw_procfs_ops, f))
			return -ENOMEM;
	return 0;
}

const struct gw_carrier gw_procfs_carrier = {
	.name = "procfs",
	.init = gw_proc_init,
	.exit = gw_proc_exit,
	.node = {
		.add = procfs_node_add,
		.del = procfs_node_del,
	},
};
