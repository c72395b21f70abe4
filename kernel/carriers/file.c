// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "file": a stream that is kept in a file, /var/lib/gangway/DEVICE.STREAM,
 * which programs read by themselves. The provider writes it and reads it back.
 *
 * The folder is for root to make; without it there is no file. Nothing else of the
 * path is for anybody to choose. A worker does all work: it has the kernel's
 * credentials, and the root and the mounts of the first process, whoever asked for
 * it. The file is opened for each operation, so that it holds no mount and no module;
 * it must be a regular one, and no symbolic link. It is closed at once, not by and by
 * as is usual for the kernel's own.
 *
 * Rotation copies, as logrotate's copytruncate: who reads the file keeps it.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/sizes.h>
#include <linux/workqueue.h>

#include <gangway/parts.h>

#include "compat/compat.h"
#include "core/carrier.h"
#include "core/node.h"
#include "core/stream.h"

#define GW_FILE_FOLDER "/var/lib/gangway"
#define GW_FILE_COPY SZ_64K

enum gw_file_operation { GW_FILE_SIZE, GW_FILE_TRUNCATE, GW_FILE_READ, GW_FILE_WRITE };

/* What a worker is to do, on the stack of who waits for it. */
struct gw_file_work {
	struct work_struct work;
	struct gw_instance *inst;
	const struct gw_element *el;
	enum gw_file_operation what;
	loff_t pos;			/* also the size; GW_STORE_END: at the end */
	void *to;
	const void *from;
	size_t n;
	ssize_t ret;
};

/* @rotated: 0: the file itself; 1: NAME.1, the one before, and so on */
static char *gw_file_path(const struct gw_file_work *w, u32 rotated)
{
	const char *device = w->inst->device;

	if (!rotated)
		return kasprintf(GFP_KERNEL, GW_FILE_FOLDER "/%s.%s", device, w->el->name);
	return kasprintf(GFP_KERNEL, GW_FILE_FOLDER "/%s.%s.%u", device, w->el->name, rotated);
}

/*
 * Return: the regular file, or an error pointer: -ENOENT there is none, -ELOOP it is a
 * link, -EISDIR or -ENXIO it is something else, …
 */
static struct file *gw_file_open(const struct gw_file_work *w, u32 rotated, int flags)
{
	const umode_t mode = gw_element_mode(w->inst->iface, w->el) | 0600;
	char *path = gw_file_path(w, rotated);
	struct file *file;

	if (!path)
		return ERR_PTR(-ENOMEM);
	file = gw_open_from_init(path, flags | O_NOFOLLOW | O_NONBLOCK | O_LARGEFILE, mode);
	kfree(path);
	if (!IS_ERR(file) && !S_ISREG(file_inode(file)->i_mode)) {
		__fput_sync(file);
		return ERR_PTR(-ENXIO);
	}
	return file;
}

/* Until all is there, or an error comes after some of it. */
static ssize_t gw_file_put(struct file *file, const void *from, size_t n, loff_t pos)
{
	size_t done = 0;
	ssize_t ret = 0;

	while (done < n) {
		ret = kernel_write(file, from + done, n - done, &pos);
		if (ret <= 0)
			break;
		done += ret;
	}
	return done ?: ret;
}

static ssize_t gw_file_get(struct file *file, void *to, size_t n, loff_t pos)
{
	size_t done = 0;
	ssize_t ret = 0;

	while (done < n) {
		ret = kernel_read(file, to + done, n - done, &pos);
		if (ret <= 0)
			break;
		done += ret;
	}
	return done ?: ret;
}

/* Rotation. */

static ssize_t gw_file_copy_open(struct file *from, struct file *to, void *buf)
{
	loff_t pos = 0;
	ssize_t n;

	while ((n = gw_file_get(from, buf, GW_FILE_COPY, pos)) > 0) {
		if (gw_file_put(to, buf, n, pos) != n)
			return -ENOSPC;
		pos += n;
		cond_resched();
	}
	return n;
}

/* Copies the file of that number to the next one. One that is not there need not be. */
static ssize_t gw_file_copy(const struct gw_file_work *w, u32 rotated, void *buf)
{
	struct file *from = gw_file_open(w, rotated, O_RDONLY);
	struct file *to;
	ssize_t ret;

	if (IS_ERR(from))
		return PTR_ERR(from) == -ENOENT ? 0 : PTR_ERR(from);
	to = gw_file_open(w, rotated + 1, O_WRONLY | O_CREAT | O_TRUNC);
	ret = PTR_ERR_OR_ZERO(to);
	if (!ret) {
		ret = gw_file_copy_open(from, to, buf);
		__fput_sync(to);
	}
	__fput_sync(from);
	return ret;
}

/* If @n more bytes would make it too long, @file begins anew, and is NAME.1. */
static ssize_t gw_file_rotate(const struct gw_file_work *w, struct file *file, size_t n)
{
	const struct gw_parts *parts = gw_detail(w->el, GW_CARRIER_file);
	const loff_t size = i_size_read(file_inode(file));
	ssize_t ret = 0;
	void *buf;
	u32 i;

	if (!parts || !parts->count || !size || size + n <= parts->size)
		return 0;
	buf = kvmalloc(GW_FILE_COPY, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	for (i = parts->count; i-- && !ret;)
		ret = gw_file_copy(w, i, buf);
	kvfree(buf);
	return ret ?: vfs_truncate(&file->f_path, 0);
}

/* What the worker does. */

static ssize_t gw_file_write(const struct gw_file_work *w, struct file *file)
{
	loff_t pos = w->pos;
	ssize_t ret = 0;

	if ((u64)pos == GW_STORE_END) {
		ret = gw_file_rotate(w, file, w->n);
		pos = i_size_read(file_inode(file));
	}
	return ret ?: gw_file_put(file, w->from, w->n, pos);
}

static ssize_t gw_file_do(const struct gw_file_work *w, struct file *file)
{
	switch (w->what) {
	case GW_FILE_SIZE:
		return i_size_read(file_inode(file));
	case GW_FILE_TRUNCATE:
		return vfs_truncate(&file->f_path, w->pos);
	case GW_FILE_READ:
		return gw_file_get(file, w->to, w->n, w->pos);
	case GW_FILE_WRITE:
		return gw_file_write(w, file);
	}
	return -EINVAL;
}

static const char *gw_file_reason(ssize_t err)
{
	switch (err) {
	case -ENOENT:
		return "there is no folder " GW_FILE_FOLDER ": make it";
	case -ELOOP:
		return "it is a symbolic link: remove it";
	case -EISDIR:
	case -ENXIO:
		return "it is no regular file: remove it";
	case -EROFS:
		return "its file system is mounted read-only";
	case -ENOSPC:
		return "its file system is full";
	case -EDQUOT:
		return "its quota is used up";
	default:
		return "the file system says no";
	}
}

static void gw_file_run(struct work_struct *work)
{
	struct gw_file_work *w = container_of(work, struct gw_file_work, work);
	const bool reads = w->what == GW_FILE_SIZE || w->what == GW_FILE_READ;
	struct file *file;

	file = gw_file_open(w, 0, reads ? O_RDONLY : O_RDWR | O_CREAT);
	w->ret = PTR_ERR_OR_ZERO(file);
	if (!w->ret) {
		w->ret = gw_file_do(w, file);
		__fput_sync(file);
	} else if (reads && w->ret == -ENOENT) {
		w->ret = 0;	/* nothing was written yet */
	}
	if (w->ret < 0)
		pr_warn_ratelimited(GW_FILE_FOLDER "/%s.%s: %s (error %zd)\n", w->inst->device,
				    w->el->name, gw_file_reason(w->ret), w->ret);
}

/* One after the other for each stream. Sleeps until it is done. */
static ssize_t gw_file_ask(struct gw_file_work *w)
{
	struct gw_stream *st = gw_stream_of(w->inst, w->el);

	INIT_WORK_ONSTACK(&w->work, gw_file_run);
	mutex_lock(&st->lock);
	queue_work(gw_unbound_wq, &w->work);
	flush_work(&w->work);
	mutex_unlock(&st->lock);
	destroy_work_on_stack(&w->work);
	gw_done(w->inst, w->el, min_t(ssize_t, w->ret, 0));
	return w->ret;
}

static ssize_t file_size(struct gw_instance *inst, const struct gw_element *el)
{
	return gw_file_ask(&(struct gw_file_work){
		.inst = inst, .el = el, .what = GW_FILE_SIZE,
	});
}

static int file_truncate(struct gw_instance *inst, const struct gw_element *el, u64 size)
{
	if (size > LLONG_MAX)
		return -EFBIG;
	return gw_file_ask(&(struct gw_file_work){
		.inst = inst, .el = el, .what = GW_FILE_TRUNCATE, .pos = size,
	});
}

static ssize_t file_read(struct gw_instance *inst, const struct gw_element *el, u64 pos,
			 void *buf, size_t n)
{
	if (pos > LLONG_MAX - n)
		return 0;
	return gw_file_ask(&(struct gw_file_work){
		.inst = inst, .el = el, .what = GW_FILE_READ, .pos = pos, .to = buf, .n = n,
	});
}

static ssize_t file_write(struct gw_instance *inst, const struct gw_element *el, u64 pos,
			  const void *buf, size_t n)
{
	if (pos != GW_STORE_END && pos > LLONG_MAX - n)
		return -EFBIG;
	return gw_file_ask(&(struct gw_file_work){
		.inst = inst, .el = el, .what = GW_FILE_WRITE, .pos = pos, .from = buf, .n = n,
	});
}

/* Their locks are held while files are worked on, unlike those of stores. */
static int file_publish(struct gw_instance *inst)
{
	static struct lock_class_key key;
	const struct gw_element *el;

	gw_for_each_carried(el, inst->iface, file)
		lockdep_set_class(&gw_stream_of(inst, el)->lock, &key);
	return 0;
}

const struct gw_carrier gw_file_carrier = {
	.name = "file",
	.instance = {
		.publish = file_publish,
	},
	.store = {
		.size = file_size,
		.truncate = file_truncate,
		.read = file_read,
		.write = file_write,
	},
};
