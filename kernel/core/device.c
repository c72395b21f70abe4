// SPDX-License-Identifier: GPL-2.0-only
/*
 * The class "gangway": a device for each node, which exposes its description in
 * sysfs and tells udev where the node goes and who owns it.
 */
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat/compat.h"
#include "core/node.h"
#include "core/session.h"

static dev_t gw_devt;
static struct cdev gw_cdev;

/* /dev/gangway/NAME or /dev/gangway/NAME/INSTANCE */
static char *gw_devnode(GW_CLASS_CONST struct device *dev, umode_t *mode)
{
	const struct gw_node *node = dev_get_drvdata(dev);

	if (mode)
		*mode = node->iface->mode;
	if (!node->instance)
		return kasprintf(GFP_KERNEL, "gangway/%s", node->name);
	return kasprintf(GFP_KERNEL, "gangway/%s/%s", node->iface->name,
			 node->instance);
}

static int gw_uevent(GW_CLASS_CONST struct device *dev,
		     struct kobj_uevent_env *env)
{
	const struct gw_node *node = dev_get_drvdata(dev);
	int err;

	err = add_uevent_var(env, "GANGWAY_INTERFACE=%s", node->iface->name);
	if (!err && node->instance)
		err = add_uevent_var(env, "GANGWAY_INSTANCE=%s", node->instance);
	if (!err && node->iface->group)
		err = add_uevent_var(env, "GANGWAY_GROUP=%s", node->iface->group);
	return err;
}

static ssize_t description_read(struct file *file, struct kobject *kobj,
				GW_BIN_ATTR_CONST struct bin_attribute *attr,
				char *buf, loff_t pos, size_t count)
{
	const struct gw_node *node = dev_get_drvdata(kobj_to_dev(kobj));
	const struct gw_interface *iface = node->iface;

	return memory_read_from_buffer(buf, count, &pos, iface->description,
				       iface->description_size);
}

static GW_BIN_ATTR_CONST BIN_ATTR_RO(description, 0);

/* The module that has the interface's parameters, built in or not. */
static ssize_t module_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const struct gw_node *node = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%s\n", node->iface->module);
}

static DEVICE_ATTR_RO(module);

static GW_BIN_ATTR_CONST struct bin_attribute *gw_bin_attributes[] = {
	&bin_attr_description,
	NULL
};

static struct attribute *gw_attributes[] = {
	&dev_attr_module.attr,
	NULL
};

static const struct attribute_group gw_group = {
	.attrs = gw_attributes,
	.bin_attrs = gw_bin_attributes,
};

static const struct attribute_group *gw_groups[] = {
	&gw_group,
	NULL
};

static GW_CLASS_CONST struct class gw_class = {
	.name = "gangway",
	.dev_groups = gw_groups,
	.devnode = gw_devnode,
	.dev_uevent = gw_uevent,
};

/*
 * Creates the device; there may be sessions at once. Its memory belongs to the
 * driver core, so that a remaining reference to it does not pin us.
 */
int gw_device_add(struct gw_node *node, struct device *parent)
{
	struct device *dev;

	dev = device_create_with_groups(&gw_class, parent,
					MKDEV(MAJOR(gw_devt), node->minor), node,
					node->groups, "%s", node->name);
	if (IS_ERR(dev))
		return PTR_ERR(dev);
	/* Some carriers send through it: from here on they can. */
	smp_store_release(&node->dev, dev);
	return 0;
}

/* Waits for readers of its attributes. */
void gw_device_del(struct gw_node *node)
{
	device_unregister(node->dev);
}

int gw_device_init(void)
{
	int err;

	err = gw_sessions_init();
	if (err)
		return err;
	err = class_register(&gw_class);
	if (err)
		goto err_sessions;
	err = alloc_chrdev_region(&gw_devt, 0, GW_MINORS, "gangway");
	if (err)
		goto err_class;
	cdev_init(&gw_cdev, &gw_session_fops);
	gw_cdev.owner = THIS_MODULE;
	err = cdev_add(&gw_cdev, gw_devt, GW_MINORS);
	if (err)
		goto err_region;
	return 0;

err_region:
	unregister_chrdev_region(gw_devt, GW_MINORS);
err_class:
	class_unregister(&gw_class);
err_sessions:
	gw_sessions_exit();
	return err;
}

void gw_device_exit(void)
{
	cdev_del(&gw_cdev);
	unregister_chrdev_region(gw_devt, GW_MINORS);
	class_unregister(&gw_class);
	gw_sessions_exit();
}
