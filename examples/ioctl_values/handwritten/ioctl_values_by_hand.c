// SPDX-License-Identifier: GPL-2.0-only
/*
 * The same by hand: what a careful author writes so that the program of ioctl_values
 * sees no difference. (Not in it: unloading while a file is open, structures that
 * grow, counters, a description for tools.)
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/uaccess.h>

/* For programs, in a header of its own. */
struct by_hand_answer {
	__s32 value;
};

#define BY_HAND_GET _IOR(0xE6, 1, struct by_hand_answer)
#define BY_HAND_SET _IOW(0xE6, 1, struct by_hand_answer)

static DEFINE_MUTEX(by_hand_lock);
static struct by_hand_answer by_hand_kept = { .value = 42 };

static int by_hand_get(void __user *arg)
{
	struct by_hand_answer answer;

	if (mutex_lock_interruptible(&by_hand_lock))
		return -ERESTARTSYS;
	answer = by_hand_kept;
	mutex_unlock(&by_hand_lock);
	return copy_to_user(arg, &answer, sizeof(answer)) ? -EFAULT : 0;
}

static int by_hand_set(void __user *arg)
{
	struct by_hand_answer answer;

	if (copy_from_user(&answer, arg, sizeof(answer)))
		return -EFAULT;
	if (mutex_lock_interruptible(&by_hand_lock))
		return -ERESTARTSYS;
	by_hand_kept = answer;
	mutex_unlock(&by_hand_lock);
	return 0;
}

static long by_hand_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case BY_HAND_GET:
		if (!(file->f_mode & FMODE_READ))
			return -EACCES;
		return by_hand_get((void __user *)arg);
	case BY_HAND_SET:
		if (!(file->f_mode & FMODE_WRITE))
			return -EACCES;
		return by_hand_set((void __user *)arg);
	}
	return -ENOTTY;
}

static const struct file_operations by_hand_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = by_hand_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice by_hand_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "ioctl_values_by_hand",
	.fops = &by_hand_fops,
	.mode = 0666,
};

module_misc_device(by_hand_device);

MODULE_DESCRIPTION("A number by ioctl, by hand");
MODULE_LICENSE("GPL");
