// SPDX-License-Identifier: GPL-2.0-only
/*
 * The folders gangway and gangway/DEVICE of debugfs, which several carriers share.
 *
 * debugfs is for developers and may be missing or locked down; as usual, a module
 * works without it.
 */
#include <linux/debugfs.h>
#include <linux/mutex.h>

#include "text/debug.h"

static struct dentry *gw_debug;
static unsigned int gw_debug_users;
static DEFINE_MUTEX(gw_debug_lock);

/* An error pointer: there is none. */
struct dentry *gw_debug_root(void)
{
	return gw_debug;
}

/* The folder of a device, for files in it; an error pointer: they will not be there. */
struct dentry *gw_debug_folder(struct gw_node *node)
{
	struct dentry *folder;

	mutex_lock(&gw_debug_lock);
	folder = debugfs_lookup(node->name, gw_debug);
	if (!IS_ERR_OR_NULL(folder))
		dput(folder);	/* it stays: only gw_debug_remove() removes it */
	else
		folder = debugfs_create_dir(node->name, gw_debug);
	mutex_unlock(&gw_debug_lock);
	return folder;
}

/*
 * With everything in it, whichever carrier calls first: they go together. Waits for
 * whoever opens one of the files, or reads or writes one that debugfs protects;
 * further reads of those get EIO from it.
 */
void gw_debug_remove(struct gw_node *node)
{
	struct dentry *folder;

	mutex_lock(&gw_debug_lock);
	folder = debugfs_lookup(node->name, gw_debug);
	mutex_unlock(&gw_debug_lock);
	if (IS_ERR_OR_NULL(folder))
		return;
	debugfs_remove(folder);
	dput(folder);
}

/* For each carrier with files there, when gangway.ko is loaded. */
int gw_debug_init(void)
{
	if (!gw_debug_users++)
		gw_debug = debugfs_create_dir("gangway", NULL);
	return 0;
}

void gw_debug_exit(void)
{
	if (!--gw_debug_users)
		debugfs_remove(gw_debug);
}
