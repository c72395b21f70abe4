// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "sysfs": each property is a file of the interface's device. Its content
 * is a consistent snapshot, however it is read; each write() is one value, and
 * one that could continue in the next write() is refused.
 *
 * A file belongs to the device; if its instances belong to namespaces, each
 * serves the tasks in its own.
 */
#include <linux/device.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "core/carrier.h"
#include "text/value.h"

struct gw_sysfs_file {
	struct device_attribute attr;
	const struct gw_element *el;
	struct kernfs_node *kn;		/* where pollers wait, once there can be any */
};

/* All files of a device. */
struct gw_sysfs {
	struct attribute_group group;
	const struct attribute_group *groups[2];
	struct attribute **attributes;
	u32 n;
	struct gw_sysfs_file files[];
};

static struct gw_sysfs_file *to_file(struct device_attribute *attr)
{
	return container_of(attr, struct gw_sysfs_file, attr);
}

/* Requests. */

static int gw_sysfs_get(struct gw_instance *inst, const struct gw_element *el,
			char *buf, size_t *count)
{
	/* sysfs requires less than a page. */
	struct gw_text text = { .to = buf, .size = PAGE_SIZE - 1 };
	int err = gw_text_get(inst, el, NULL, &text);

	*count = text.used;
	return err;
}

static int gw_sysfs_set(struct gw_instance *inst, const struct gw_element *el,
			const char *buf, size_t count)
{
	/* If it is more than a page, we get the first page, as if that were all. */
	return count < PAGE_SIZE ? gw_text_set(inst, el, NULL, buf, count) : -EINVAL;
}

/*
 * Records where pollers wait. They must have read before they can, hence here;
 * and before the value is read, so that a later change finds it.
 */
static void gw_sysfs_prepare_poll(struct gw_sysfs_file *file, struct device *dev)
{
	struct kernfs_node *kn;

	if (!READ_ONCE(file->kn)) {
		kn = sysfs_get_dirent(dev->kobj.sd, file->attr.attr.name);
		if (cmpxchg(&file->kn, NULL, kn))
			sysfs_put(kn);
	}
	smp_mb(); /* as in gw_changed(): one side sees the other's store */
}

static ssize_t gw_sysfs_show(struct device *dev, struct device_attribute *attr,
			     char *buf)
{
	struct gw_sysfs_file *file = to_file(attr);
	struct gw_instance *inst;
	size_t count;
	int err;

	gw_sysfs_prepare_poll(file, dev);
	inst = gw_node_enter(dev_get_drvdata(dev));
	if (!inst)
		return -ENODEV;
	err = gw_leave_done(inst, file->el, gw_sysfs_get(inst, file->el, buf, &count));
	return err ?: count;
}

static ssize_t gw_sysfs_store(struct device *dev, struct device_attribute *attr,
			      const char *buf, size_t count)
{
	struct gw_sysfs_file *file = to_file(attr);
	struct gw_instance *inst;
	int err;

	inst = gw_node_enter(dev_get_drvdata(dev));
	if (!inst)
		return -ENODEV;
	err = gw_leave_done(inst, file->el, gw_sysfs_set(inst, file->el, buf, count));
	return err ?: count;
}

/* Pollers. */

/* Wakes pollers of @el, or all. */
static void gw_sysfs_wake_all(struct gw_instance *inst, const struct gw_element *el)
{
	/* A handler may be called, and change something, before the files exist. */
	struct gw_node *node = READ_ONCE(inst->node);
	/* Pairs with sysfs_node_add(). */
	struct gw_sysfs *sysfs = node ? smp_load_acquire(&node->state[GW_CARRIER_sysfs]) : NULL;
	struct kernfs_node *kn;
	u32 i;

	for (i = 0; sysfs && i < sysfs->n; i++) {
		if (el && sysfs->files[i].el->number != el->number)
			continue;
		kn = READ_ONCE(sysfs->files[i].kn);
		if (kn)
			sysfs_notify_dirent(kn);
	}
}

static void sysfs_changed(struct gw_instance *inst, const struct gw_element *el)
{
	gw_sysfs_wake_all(inst, el);
}

/* sysfs itself does not wake pollers of a file that is removed. */
static void sysfs_revoke(struct gw_instance *inst)
{
	gw_sysfs_wake_all(inst, NULL);
}

/* Files. */

static void gw_sysfs_file_init(struct gw_sysfs_file *file, const struct gw_element *el,
			       umode_t mode)
{
	struct attribute *attr = &file->attr.attr;

	attr->name = el->name;
	attr->mode = mode & 0664;	/* sysfs refuses files that others may write */
#ifdef CONFIG_DEBUG_LOCK_ALLOC
	/*
	 * Removal waits for handlers; that of another device may remove this one's:
	 * lockdep cannot tell the files apart. The real dependency is tracked by
	 * gw_instance.dep_map.
	 */
	attr->ignore_lockdep = true;
#endif
	file->attr.show = gw_sysfs_show;
	file->attr.store = gw_sysfs_store;
	file->el = el;
}

static int sysfs_node_add(struct gw_node *node)
{
	const struct gw_interface *iface = node->iface;
	const struct gw_element *el;
	struct gw_sysfs *sysfs;

	sysfs = kzalloc(struct_size(sysfs, files, iface->n_elements), GFP_KERNEL);
	if (!sysfs)
		return -ENOMEM;
	sysfs->attributes = kcalloc(iface->n_elements + 1, sizeof(*sysfs->attributes),
				    GFP_KERNEL);
	if (!sysfs->attributes) {
		kfree(sysfs);
		return -ENOMEM;
	}
	gw_for_each_carried(el, iface, sysfs) {
		struct gw_sysfs_file *file = &sysfs->files[sysfs->n];

		gw_sysfs_file_init(file, el, gw_element_mode(iface, el));
		sysfs->attributes[sysfs->n++] = &file->attr.attr;
	}
	sysfs->group.attrs = sysfs->attributes;
	sysfs->groups[0] = &sysfs->group;
	node->groups = sysfs->groups;
	/* Pairs with gw_sysfs_wake_all(). */
	smp_store_release(&node->state[GW_CARRIER_sysfs], (void *)sysfs);
	return 0;
}

static void sysfs_node_del(struct gw_node *node)
{
	struct gw_sysfs *sysfs = node->state[GW_CARRIER_sysfs];
	u32 i;

	if (!sysfs)
		return;
	for (i = 0; i < sysfs->n; i++)
		sysfs_put(sysfs->files[i].kn);
	kfree(sysfs->attributes);
	kfree(sysfs);
}

const struct gw_carrier gw_sysfs_carrier = {
	.name = "sysfs",
	.instance = {
		.revoke = sysfs_revoke,
	},
	.node = {
		.add = sysfs_node_add,
		.del = sysfs_node_del,
	},
	.value = {
		.changed = sysfs_changed,
	},
};
