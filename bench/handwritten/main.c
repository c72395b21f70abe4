// SPDX-License-Identifier: GPL-2.0-only
/* The node, its requests, the value and that in sysfs. */
#include <linux/device.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/uaccess.h>

#include "../fill.h"
#include "kernel.h"

/* Protects whatever says "Under hw_lock". */
DEFINE_MUTEX(hw_lock);

/* Under hw_lock. */
static bool hw_gone;
static u64 hw_used, hw_failed;
static u64 hw_value;

/*
 * Every request is between these. The device may go while files are open, as one
 * does that can be unplugged: what it is asked then ends with ENODEV.
 */
int hw_begin(void)
{
	if (mutex_lock_interruptible(&hw_lock))
		return -ERESTARTSYS;
	if (!hw_gone)
		return 0;
	mutex_unlock(&hw_lock);
	return -ENODEV;
}

int hw_end(int err)
{
	hw_used++;
	if (err)
		hw_failed++;
	mutex_unlock(&hw_lock);
	return err;
}

void hw_echo(void *out, const void *in, size_t size)
{
	memcpy(out, in, size);
}

static __always_inline void hw_ring_emit(u32 count, size_t size)
{
	u64 *data;
	u32 i;

	for (i = 0; i < count; i++) {
		preempt_disable();
		data = hw_ring_reserve(size);
		if (data) {
			bench_fill(data, size, i);
			hw_ring_commit();
		}
		preempt_enable();
	}
}

static __always_inline void hw_messages_emit(u32 count, size_t size,
					     void (*send)(const u64 *data, size_t size))
{
	static struct hw_large message;
	u32 i;

	for (i = 0; i < count; i++) {
		bench_fill(message.data, size, i);
		send(message.data, size);
	}
}

static int hw_emit(const struct hw_emit *wanted)
{
	switch (wanted->what) {
	case 0:
		hw_ring_emit(wanted->count, sizeof(struct hw_small));
		return 0;
	case 1:
		hw_ring_emit(wanted->count, sizeof(struct hw_large));
		return 0;
	case 2:
		hw_messages_emit(wanted->count, sizeof(struct hw_small), hw_message);
		return 0;
	case 3:
		hw_messages_emit(wanted->count, sizeof(struct hw_large), hw_message);
		return 0;
	case 4:
		hw_messages_emit(wanted->count, sizeof(struct hw_small), hw_netlink_message);
		return 0;
	case 5:
		hw_messages_emit(wanted->count, sizeof(struct hw_large), hw_netlink_message);
		return 0;
	case 6:
		hw_ring_emit(wanted->count, 16);
		return 0;
	case 7:
		hw_ring_emit(wanted->count, 256);
		return 0;
	}
	return -EINVAL;
}

/* @size of the caller's structure, which may be older or newer than ours. */
static int hw_copy_out(void __user *to, size_t size, const void *from, size_t known)
{
	if (copy_to_user(to, from, min(size, known)) ||
	    (size > known && clear_user(to + known, size - known)))
		return -EFAULT;
	return 0;
}

static int hw_request(void __user *arg, size_t size, size_t known)
{
	static struct hw_large in, out;
	int err;

	if (size < known)	/* nothing was ever shorter */
		return -EINVAL;
	err = copy_struct_from_user(&in, known, arg, size);
	if (err)
		return err;
	memset(&out, 0, known);
	hw_echo(&out, &in, known);
	return hw_copy_out(arg, size, &out, known);
}

static int hw_value_ioctl(bool set, void __user *arg, size_t size)
{
	u64 value;
	int err;

	if (!set)
		return hw_copy_out(arg, size, &hw_value, sizeof(hw_value));
	if (size < sizeof(value))
		return -EINVAL;
	err = copy_struct_from_user(&value, sizeof(value), arg, size);
	if (!err)
		hw_value = value;
	return err;
}

static int hw_locked_ioctl(unsigned int cmd, void __user *arg)
{
	struct hw_emit emit;
	int err;

	switch (_IOC_NR(cmd)) {
	case _IOC_NR(HW_SMALL):
		return hw_request(arg, _IOC_SIZE(cmd), sizeof(struct hw_small));
	case _IOC_NR(HW_LARGE):
		return hw_request(arg, _IOC_SIZE(cmd), sizeof(struct hw_large));
	case _IOC_NR(HW_EMIT):
		err = copy_struct_from_user(&emit, sizeof(emit), arg, _IOC_SIZE(cmd));
		return err ?: hw_emit(&emit);
	case _IOC_NR(HW_GET):
	case _IOC_NR(HW_SET):
		return hw_value_ioctl(_IOC_NR(cmd) == _IOC_NR(HW_SET), arg, _IOC_SIZE(cmd));
	}
	return -ENOTTY;
}

int hw_request_by(unsigned int cmd, void __user *arg)
{
	int err;

	err = hw_begin();
	if (err)
		return err;
	return hw_end(hw_locked_ioctl(cmd, arg));
}

static long hw_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	if (_IOC_TYPE(cmd) != 'h')
		return -ENOTTY;
	return hw_request_by(cmd, (void __user *)arg);
}

int hw_get(u64 *value)
{
	int err;

	err = hw_begin();
	if (err)
		return err;
	*value = hw_value;
	return hw_end(0);
}

int hw_set(u64 value)
{
	int err;

	err = hw_begin();
	if (err)
		return err;
	hw_value = value;
	hw_page_show(value);
	return hw_end(0);
}

static ssize_t value_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	u64 value;
	int err;

	err = hw_get(&value);
	return err ?: sysfs_emit(buf, "%llu\n", value);
}

static ssize_t value_store(struct device *dev, struct device_attribute *attr,
			   const char *buf, size_t count)
{
	u64 value;
	int err;

	err = kstrtou64(buf, 0, &value) ?: hw_set(value);
	return err ?: count;
}
static DEVICE_ATTR_RW(value);

/* Requests, those of them that failed, records, those of them that were lost. */
static ssize_t counters_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	u64 emitted, dropped;

	hw_ring_count(&emitted, &dropped);
	return sysfs_emit(buf, "%llu %llu %llu %llu\n", READ_ONCE(hw_used),
			  READ_ONCE(hw_failed), emitted, dropped);
}
static DEVICE_ATTR_RO(counters);

static struct attribute *hw_attrs[] = {
	&dev_attr_value.attr,
	&dev_attr_counters.attr,
	NULL
};
ATTRIBUTE_GROUPS(hw);

static int hw_mmap(struct file *file, struct vm_area_struct *vma)
{
	return vma->vm_pgoff == HW_PAGE >> PAGE_SHIFT ? hw_page_mmap(vma) :
							hw_ring_mmap(file, vma);
}

static const struct file_operations hw_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = hw_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.uring_cmd = hw_uring_cmd,
	.mmap = hw_mmap,
	.poll = hw_ring_poll,
};

static struct miscdevice hw_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "handwritten",
	.fops = &hw_fops,
	.groups = hw_groups,
	.mode = 0600,
};

static int __init hw_init(void)
{
	int err;

	err = hw_ring_init();
	if (err)
		return err;
	err = hw_page_init();
	if (err)
		goto err_ring;
	err = hw_messages_init();
	if (err)
		goto err_page;
	err = hw_files_init();
	if (err)
		goto err_messages;
	err = hw_options_init();
	if (err)
		goto err_files;
	err = hw_netlink_init();
	if (err)
		goto err_options;
	err = misc_register(&hw_device);
	if (err)
		goto err_netlink;
	return 0;

err_netlink:
	hw_netlink_exit();
err_options:
	hw_options_exit();
err_files:
	hw_files_exit();
err_messages:
	hw_messages_exit();
err_page:
	hw_page_exit();
err_ring:
	hw_ring_exit();
	return err;
}

static void __exit hw_exit(void)
{
	mutex_lock(&hw_lock);
	hw_gone = true;
	mutex_unlock(&hw_lock);
	misc_deregister(&hw_device);
	hw_netlink_exit();
	hw_options_exit();
	hw_files_exit();
	hw_messages_exit();
	hw_page_exit();
	hw_ring_exit();
}

module_init(hw_init);
module_exit(hw_exit);

MODULE_DESCRIPTION("What a careful author would write by hand");
MODULE_LICENSE("GPL");
