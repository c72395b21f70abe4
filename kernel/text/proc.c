// SPDX-License-Identifier: GPL-2.0-only
/* The folders /proc/gangway and /proc/gangway/DEVICE, which several carriers share. */
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>

#include "text/proc.h"

/* The devices that have one; under gw_proc_lock. */
struct gw_proc_folder {
	struct list_head link;
	struct gw_node *node;
	struct proc_dir_entry *folder;
};

static struct proc_dir_entry *gw_proc;
static unsigned int gw_proc_users;
static LIST_HEAD(gw_proc_folders);
static DEFINE_MUTEX(gw_proc_lock);

static struct gw_proc_folder *gw_proc_find(const struct gw_node *node)
{
	struct gw_proc_folder *f;

	list_for_each_entry(f, &gw_proc_folders, link)
		if (f->node == node)
			return f;
	return NULL;
}

/* Under gw_proc_lock. */
static struct gw_proc_folder *gw_proc_add(struct gw_node *node)
{
	struct gw_proc_folder *f = kzalloc(sizeof(*f), GFP_KERNEL);

	if (!f)
		return NULL;
	f->node = node;
	f->folder = proc_mkdir_data(node->name, 0555, gw_proc, node);
	if (!f->folder) {
		kfree(f);
		return NULL;
	}
	list_add(&f->link, &gw_proc_folders);
	return f;
}

/* The folder of a device; NULL: no memory. Its data is the node. */
struct proc_dir_entry *gw_proc_folder(struct gw_node *node)
{
	struct gw_proc_folder *f;

	mutex_lock(&gw_proc_lock);
	f = gw_proc_find(node) ?: gw_proc_add(node);
	mutex_unlock(&gw_proc_lock);
	return f ? f->folder : NULL;
}

/*
 * With everything in it, whichever carrier calls first: they go together. Waits for
 * handlers and closes what is open; further reads get EIO from /proc.
 */
void gw_proc_remove(struct gw_node *node)
{
	struct gw_proc_folder *f;

	mutex_lock(&gw_proc_lock);
	f = gw_proc_find(node);
	if (f)
		list_del(&f->link);
	mutex_unlock(&gw_proc_lock);
	if (!f)
		return;
	proc_remove(f->folder);
	kfree(f);
}

/* For each carrier with files there, when gangway.ko is loaded. */
int gw_proc_init(void)
{
	if (!gw_proc)
		gw_proc = proc_mkdir("gangway", NULL);
	if (!gw_proc)
		return -ENOMEM;
	gw_proc_users++;
	return 0;
}

void gw_proc_exit(void)
{
	if (--gw_proc_users)
		return;
	proc_remove(gw_proc);
	gw_proc = NULL;
}
