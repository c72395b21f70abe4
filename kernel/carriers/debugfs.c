// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "debugfs": each property is a file gangway/DEVICE/PROPERTY there, with the
 * same checks as elsewhere, which debugfs_create_u8() and the like lack.
 */
#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/slab.h>

#include "core/carrier.h"
#include "text/debug.h"
#include "text/value.h"

static int gw_debugfs_open(struct inode *inode, struct file *file)
{
	return gw_text_file_open(file, inode->i_private, true);
}

/* debugfs ensures that none of these runs once the file has been removed. */
static const struct file_operations gw_debugfs_fops = {
	.owner = THIS_MODULE,
	.open = gw_debugfs_open,
	.read = gw_text_file_read,
	.write = gw_text_file_write,
	.llseek = default_llseek,
	.release = gw_text_file_release,
};

static int debugfs_node_add(struct gw_node *node)
{
	struct gw_node_files *files = gw_node_files_alloc(node, GW_VIA(debugfs));
	struct dentry *folder = gw_debug_folder(node);
	struct gw_node_file *f;

	node->state[GW_CARRIER_debugfs] = files;
	if (!files)
		return -ENOMEM;
	for (f = files->files; f < files->files + files->n; f++)
		debugfs_create_file(f->el->name, f->mode, folder, f, &gw_debugfs_fops);
	return 0;
}

/* Waits for handlers; further reads get EIO from debugfs. */
static void debugfs_node_del(struct gw_node *node)
{
	gw_debug_remove(node);
	kfree(node->state[GW_CARRIER_debugfs]);
}

const struct gw_carrier gw_debugfs_carrier = {
	.name = "debugfs",
	.init = gw_debug_init,
	.exit = gw_debug_exit,
	.node = {
		.add = debugfs_node_add,
		.del = debugfs_node_del,
	},
};
