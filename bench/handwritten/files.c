// SPDX-License-Identifier: GPL-2.0-only
/* The value as a file in procfs, sysctl and debugfs, by the kernel's usual helpers. */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sysctl.h>
#include <linux/uaccess.h>

#include "kernel.h"

/*
 * procfs and debugfs. Neither seq_file nor DEFINE_DEBUGFS_ATTRIBUTE(): the one does
 * without pwrite(), the other without pread(), so that files are opened each time.
 */

static ssize_t value_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	char text[24];
	u64 value;
	int err;

	err = hw_get(&value);
	if (err)
		return err;
	return simple_read_from_buffer(to, count, pos, text,
				       scnprintf(text, sizeof(text), "%llu\n", value));
}

static ssize_t value_write(struct file *file, const char __user *from, size_t count,
			   loff_t *pos)
{
	u64 value;
	int err;

	if (*pos)
		return -EINVAL;
	err = kstrtou64_from_user(from, count, 0, &value) ?: hw_set(value);
	if (err)
		return err;
	*pos += count;
	return count;
}

static const struct proc_ops hw_proc_ops = {
	.proc_read = value_read,
	.proc_write = value_write,
	.proc_lseek = default_llseek,
};

static const struct file_operations hw_debugfs_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.read = value_read,
	.write = value_write,
	.llseek = default_llseek,
};

static struct dentry *hw_debugfs;

/* The module's parameter. */

static int param_set(const char *text, const struct kernel_param *kp)
{
	u64 value;

	return kstrtou64(text, 0, &value) ?: hw_set(value);
}

static int param_get(char *to, const struct kernel_param *kp)
{
	u64 value;
	int err;

	err = hw_get(&value);
	return err ?: scnprintf(to, PAGE_SIZE, "%llu\n", value);
}

static const struct kernel_param_ops hw_param_ops = {
	.set = param_set,
	.get = param_get,
};
module_param_cb(value, &hw_param_ops, NULL, 0600);

/* sysctl */

static int sysctl_value(const struct ctl_table *table, int write, void *buffer,
			size_t *count, loff_t *pos)
{
	unsigned long value;
	struct ctl_table copy = *table;
	u64 now;
	int err;

	err = hw_get(&now);
	if (err)
		return err;
	value = now;
	copy.data = &value;
	err = proc_doulongvec_minmax(&copy, write, buffer, count, pos);
	return err || !write ? err : hw_set(value);
}

static struct ctl_table hw_table[] = {
	{
		.procname = "value",
		.maxlen = sizeof(unsigned long),
		.mode = 0600,
		.proc_handler = sysctl_value,
	},
};

static struct ctl_table_header *hw_sysctl;

int hw_files_init(void)
{
	if (!proc_create("handwritten", 0600, NULL, &hw_proc_ops))
		return -ENOMEM;
	hw_sysctl = register_sysctl_sz("handwritten", hw_table, ARRAY_SIZE(hw_table));
	if (!hw_sysctl) {
		remove_proc_entry("handwritten", NULL);
		return -ENOMEM;
	}
	hw_debugfs = debugfs_create_file("handwritten", 0600, NULL, NULL, &hw_debugfs_fops);
	return 0;
}

void hw_files_exit(void)
{
	debugfs_remove(hw_debugfs);
	unregister_sysctl_table(hw_sysctl);
	remove_proc_entry("handwritten", NULL);
}
