// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "debugfs": each property is a file gangway/DEVICE/PROPERTY there, with the
 * same checks as elsewhere, which debugfs_create_u8() and the like lack.
 *
 * debugfs is for developers and may be missing or locked down; as usual, a module
 * works without it.
 */
#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/slab.h>

#include "core/carrier.h"
#include "text/value.h"

struct gw_debugfs {
	struct dentry *folder;
	struct gw_node_files *files;
};

static struct dentry *gw_debugfs_root;

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
	struct gw_debugfs *d;
	struct gw_node_file *f;

	d = kzalloc(sizeof(*d), GFP_KERNEL);
	if (!d)
		return -ENOMEM;
	d->files = gw_node_files_alloc(node, GW_VIA(debugfs));
	if (!d->files) {
		kfree(d);
		return -ENOMEM;
	}
	d->folder = debugfs_create_dir(node->name, gw_debugfs_root);
	for (f = d->files->files; f < d->files->files + d->files->n; f++)
		debugfs_create_file(f->el->name, f->mode, d->folder, f, &gw_debugfs_fops);
	node->state[GW_CARRIER_debugfs] = d;
	return 0;
}

/* Waits for handlers; further reads get EIO from debugfs. */
static void debugfs_node_del(struct gw_node *node)
{
	struct gw_debugfs *d = node->state[GW_CARRIER_debugfs];

	if (!d)
		return;
	debugfs_remove(d->folder);
	kfree(d->files);
	kfree(d);
}

static int debugfs_init(void)
{
	gw_debugfs_root = debugfs_create_dir("gangway", NULL);
	return 0;
}

static void debugfs_exit(void)
{
	debugfs_remove(gw_debugfs_root);
}

const struct gw_carrier gw_debugfs_carrier = {
	.name = "debugfs",
	.init = debugfs_init,
	.exit = debugfs_exit,
	.node = {
		.add = debugfs_node_add,
		.del = debugfs_node_del,
	},
};
