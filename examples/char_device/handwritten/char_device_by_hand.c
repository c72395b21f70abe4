// SPDX-License-Identifier: GPL-2.0-only
/*
 * The same by hand: what a careful author writes so that no program of char_device
 * sees a difference. (Not in it: unloading while a file is open or mapped,
 * structures that grow, counters, a description for tools.)
 *
 * The caller's memory is touched while nothing is locked: a page of it may take its
 * time, or never come.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

/* For programs, in a header of its own. */
#define BY_HAND_SIZE 65536

struct by_hand_status {
	__u32 free;
	__u32 length;
	__aligned_u64 offset;
};

struct by_hand_number {
	__u32 offset;
	__u32 number;
};

#define BY_HAND_STATUS	 _IOWR(0xE6, 2, struct by_hand_status)
#define BY_HAND_TRUNCATE _IOWR(0xE6, 3, __u32)
#define BY_HAND_LOOK	 _IOWR(0xE6, 4, __u32)	/* in: the offset; out: the number */
#define BY_HAND_STORE	 _IOWR(0xE6, 5, struct by_hand_number)

static DEFINE_MUTEX(by_hand_lock);	/* protects both */
static void *by_hand_content;		/* programs may have it mapped */
static size_t by_hand_length;

/* Zeroes what is cut off and what is added: it may have been stored in a mapping. */
static int by_hand_resize_locked(size_t length)
{
	const size_t from = min(length, by_hand_length);

	if (length > BY_HAND_SIZE)
		return -EFBIG;
	memset(by_hand_content + from, 0, max(length, by_hand_length) - from);
	by_hand_length = length;
	return 0;
}

static int by_hand_resize(size_t length)
{
	int err;

	mutex_lock(&by_hand_lock);
	err = by_hand_resize_locked(length);
	mutex_unlock(&by_hand_lock);
	return err;
}

static size_t by_hand_get(loff_t pos, void *to, size_t n)
{
	mutex_lock(&by_hand_lock);
	n = pos < by_hand_length ? min_t(size_t, n, by_hand_length - pos) : 0;
	memcpy(to, by_hand_content + pos, n);
	mutex_unlock(&by_hand_lock);
	return n;
}

/* At *@pos or, if it @appends, at the end: what there is room for. */
static ssize_t by_hand_put(loff_t *pos, bool appends, const void *from, size_t n)
{
	mutex_lock(&by_hand_lock);
	if (appends)
		*pos = by_hand_length;
	if (*pos >= BY_HAND_SIZE) {
		mutex_unlock(&by_hand_lock);
		return -ENOSPC;
	}
	n = min_t(size_t, n, BY_HAND_SIZE - *pos);
	if (*pos > by_hand_length)
		by_hand_resize_locked(*pos);
	memcpy(by_hand_content + *pos, from, n);
	by_hand_length = max_t(size_t, by_hand_length, *pos + n);
	mutex_unlock(&by_hand_lock);
	return n;
}

static ssize_t by_hand_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	size_t n = min_t(size_t, count, BY_HAND_SIZE);
	size_t copied;
	void *buf;

	if (!n)
		return 0;
	buf = kvmalloc(n, GFP_KERNEL_ACCOUNT);
	if (!buf)
		return -ENOMEM;
	n = by_hand_get(*pos, buf, n);
	copied = n - copy_to_user(to, buf, n);
	kvfree(buf);
	*pos += copied;
	return copied || !n ? copied : -EFAULT;
}

static ssize_t by_hand_write(struct file *file, const char __user *from, size_t count,
			     loff_t *pos)
{
	size_t n = min_t(size_t, count, BY_HAND_SIZE);
	ssize_t ret = -EFAULT;
	void *buf;

	if (!n)
		return 0;
	buf = kvmalloc(n, GFP_KERNEL_ACCOUNT);
	if (!buf)
		return -ENOMEM;
	n -= copy_from_user(buf, from, n);
	if (n)
		ret = by_hand_put(pos, file->f_flags & O_APPEND, buf, n);
	kvfree(buf);
	if (ret > 0)
		*pos += ret;
	return ret;
}

static loff_t by_hand_llseek(struct file *file, loff_t offset, int whence)
{
	return generic_file_llseek_size(file, offset, whence, BY_HAND_SIZE,
					READ_ONCE(by_hand_length));
}

static int by_hand_open(struct inode *inode, struct file *file)
{
	/* Threads that share it take turns, so that none overwrites another's bytes. */
	file->f_mode |= FMODE_ATOMIC_POS;
	if (file->f_flags & O_TRUNC && file->f_mode & FMODE_WRITE)
		return by_hand_resize(0);
	return 0;
}

static int by_hand_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_MAYSHARE))
		return -EINVAL;
	return remap_vmalloc_range(vma, by_hand_content, vma->vm_pgoff);
}

static int by_hand_status(struct file *file, void __user *arg)
{
	struct by_hand_status status = {
		.length = READ_ONCE(by_hand_length),
		.offset = READ_ONCE(file->f_pos),
	};

	status.free = BY_HAND_SIZE - status.length;
	return copy_to_user(arg, &status, sizeof(status)) ? -EFAULT : 0;
}

static int by_hand_truncate(void __user *arg)
{
	__u32 length;

	if (copy_from_user(&length, arg, sizeof(length)))
		return -EFAULT;
	return by_hand_resize(length);
}

static int by_hand_look(void __user *arg)
{
	__u32 offset, number;

	if (copy_from_user(&offset, arg, sizeof(offset)))
		return -EFAULT;
	if (by_hand_get(offset, &number, sizeof(number)) < sizeof(number))
		return -ENODATA;
	return copy_to_user(arg, &number, sizeof(number)) ? -EFAULT : 0;
}

static int by_hand_store(void __user *arg)
{
	struct by_hand_number in;
	loff_t pos;

	if (copy_from_user(&in, arg, sizeof(in)))
		return -EFAULT;
	pos = in.offset;
	if (by_hand_put(&pos, false, &in.number, sizeof(in.number)) != sizeof(in.number))
		return -ENOSPC;
	return 0;
}

static long by_hand_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	void __user *at = (void __user *)arg;

	if (!(file->f_mode & FMODE_WRITE))
		return -EACCES;
	switch (cmd) {
	case BY_HAND_STATUS:
		return by_hand_status(file, at);
	case BY_HAND_TRUNCATE:
		return by_hand_truncate(at);
	case BY_HAND_LOOK:
		return by_hand_look(at);
	case BY_HAND_STORE:
		return by_hand_store(at);
	}
	return -ENOTTY;
}

static const struct file_operations by_hand_fops = {
	.owner = THIS_MODULE,
	.open = by_hand_open,
	.llseek = by_hand_llseek,
	.read = by_hand_read,
	.write = by_hand_write,
	.mmap = by_hand_mmap,
	.unlocked_ioctl = by_hand_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

/* Where programs that look for char_device in a folder find it. */
static struct miscdevice by_hand_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "char_device_by_hand",
	.nodename = "by_hand/char_device",
	.fops = &by_hand_fops,
	.mode = 0600,
};

static int __init by_hand_init(void)
{
	int err;

	by_hand_content = vmalloc_user(BY_HAND_SIZE);
	if (!by_hand_content)
		return -ENOMEM;
	err = misc_register(&by_hand_device);
	if (err)
		vfree(by_hand_content);
	return err;
}

static void __exit by_hand_exit(void)
{
	misc_deregister(&by_hand_device);
	vfree(by_hand_content);
}

module_init(by_hand_init);
module_exit(by_hand_exit);

MODULE_DESCRIPTION("A pseudo device of 64 KiB, by hand");
MODULE_LICENSE("GPL");
