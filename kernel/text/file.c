// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files of one value each, in file systems that leave reading and writing to us.
 * Reading from the beginning takes a snapshot, which later reads continue; each
 * write() is one value, and one that could continue in the next write() is
 * refused.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "text/value.h"

/* No value's text is longer than this. */
#define GW_TEXT_FILE_MAX SZ_1M

/* An open file. */
struct gw_text_file {
	struct gw_instance *inst;
	const struct gw_element *el;
	bool letters;
	struct mutex lock;		/* protects these two */
	struct gw_text text;		/* the value, when it was read last: in @small or memory */
	char small[GW_TEXT_SMALL];
};

/**
 * gw_text_file_open() - open a file
 * @file: the file
 * @what: its property
 * @letters: a bool is Y or N
 *
 * Return: 0, -ENODEV there is no instance for the opener, or -ENOMEM.
 */
int gw_text_file_open(struct file *file, const struct gw_node_file *what, bool letters)
{
	struct gw_text_file *f;

	f = kzalloc(sizeof(*f), GFP_KERNEL_ACCOUNT);
	if (!f)
		return -ENOMEM;
	f->inst = gw_node_get(what->node);
	if (!f->inst) {
		kfree(f);
		return -ENODEV;
	}
	f->el = what->el;
	f->letters = letters;
	mutex_init(&f->lock);
	file->private_data = f;
	return 0;
}

static void gw_text_file_forget(struct gw_text_file *f)
{
	if (f->text.to != f->small)
		kvfree(f->text.to);
	f->text.to = NULL;
}

int gw_text_file_release(struct inode *inode, struct file *file)
{
	struct gw_text_file *f = file->private_data;

	gw_text_file_forget(f);
	gw_instance_put(f->inst);
	kfree(f);
	return 0;
}

/* What was taken before is gone, even if there is nothing new. */
static int gw_text_file_take(struct gw_text_file *f, const struct file *file)
{
	int err;

	gw_text_file_forget(f);
	f->text = (struct gw_text){
		.to = f->small,
		.size = sizeof(f->small),
		.letters = f->letters,
		.grows = true,
	};
	err = gw_text_get(f->inst, f->el, file, &f->text);
	if (gw_done(f->inst, f->el, err))
		gw_text_file_forget(f);
	return err;
}

ssize_t gw_text_file_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	struct gw_text_file *f = file->private_data;
	ssize_t ret = -ENODEV;

	/* First, so that lockdep sees no handler of one instance waiting for another's. */
	if (mutex_lock_interruptible(&f->lock))
		return -ERESTARTSYS;
	if (gw_enter(f->inst)) {
		ret = *pos && f->text.to ? 0 : gw_text_file_take(f, file);
		gw_leave(f->inst);
	}
	if (!ret)
		ret = simple_read_from_buffer(to, count, pos, f->text.to, f->text.used);
	mutex_unlock(&f->lock);
	return ret;
}

static int gw_text_file_set(struct gw_text_file *f, const struct file *file,
			    const char *text, size_t count)
{
	int err;

	if (!gw_enter(f->inst))
		return -ENODEV;
	err = gw_done(f->inst, f->el, gw_text_set(f->inst, f->el, file, text, count));
	gw_leave(f->inst);
	return err;
}

ssize_t gw_text_file_write(struct file *file, const char __user *from, size_t count,
			   loff_t *pos)
{
	struct gw_text_file *f = file->private_data;
	char small[GW_TEXT_SMALL];
	char *text = small;
	int err;

	if (!count)
		return 0;
	if (gw_dying(f->inst))
		return -ENODEV;
	if (*pos || count > GW_TEXT_FILE_MAX)
		return -EINVAL;
	/* Before the instance is entered: it may wait for a page. */
	if (count > sizeof(small))
		text = vmemdup_user(from, count);
	else if (copy_from_user(small, from, count))
		return -EFAULT;
	if (IS_ERR(text))
		return PTR_ERR(text);
	err = gw_text_file_set(f, file, text, count);
	if (text != small)
		kvfree(text);
	if (err)
		return err;
	*pos += count;
	return count;
}
