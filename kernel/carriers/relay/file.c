// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "relay": the files in debugfs, one of each CPU. debugfs does not protect
 * them, since it would not let them be mapped: an open one pins its instance, and the
 * channel, not the node. The protocol is in uapi/gangway/relay.h.
 *
 * read() is our own: relay's may skip a sub-buffer, and does not see that one was
 * overwritten.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "carriers/relay/relay.h"
#include "compat/compat.h"
#include "core/node.h"
#include "core/request.h"

#if IS_ENABLED(CONFIG_RELAY)

struct gw_relay_file {
	struct gw_relay *relay;
	int cpu;
	struct mutex lock;		/* protects all below */
	unsigned int resets;		/* how many it knows of */
	u64 next;			/* sub-buffer */
	u64 expected;			/* record */
	size_t size;			/* of @copy: it is being read */
	size_t at;
	void *copy;			/* of a sub-buffer */
};

static struct gw_relay_cpu *gw_relay_cpu(const struct gw_relay_file *f)
{
	return per_cpu_ptr(f->relay->cpus, f->cpu);
}

/* Have records been sent, or lost, of which it has not been told? */
static bool gw_relay_pending(const struct gw_relay_file *f)
{
	return READ_ONCE(f->expected) != READ_ONCE(gw_relay_cpu(f)->sent);
}

static struct gw_relay_subbuf *gw_relay_subbuf(const struct rchan_buf *buf, u64 number)
{
	return buf->start + (number % buf->chan->n_subbufs) * buf->chan->subbuf_size;
}

/* Bytes of a complete sub-buffer; 0: it is not, or no longer. */
static u32 gw_relay_complete(const struct gw_relay_subbuf *h, u64 number)
{
	if (READ_ONCE(h->number) != number)
		return 0;
	smp_rmb(); /* Pairs with gw_relay_subbuf_start(). */
	return smp_load_acquire(&h->bytes);
}

/* Copies the sub-buffer @f->next. Return: false: it is not complete, or was overwritten. */
static bool gw_relay_read_intact(struct gw_relay_file *f, const struct rchan_buf *buf)
{
	const struct gw_relay_subbuf *h = gw_relay_subbuf(buf, f->next);
	const u32 bytes = gw_relay_complete(h, f->next);

	if (!bytes)
		return false;
	memcpy(f->copy, h, bytes);
	smp_rmb(); /* Pairs with gw_relay_subbuf_start(). */
	if (gw_relay_complete(h, f->next) != bytes)
		return false;
	f->size = bytes;
	f->at = 0;
	return true;
}

/* The position follows a reset, and what was overwritten. */
static void gw_relay_catch_up(struct gw_relay_file *f, const struct rchan_buf *buf)
{
	const u64 produced = READ_ONCE(buf->subbufs_produced);

	if (f->resets != f->relay->resets) {
		f->resets = f->relay->resets;
		f->next = 0;
	}
	if (f->relay->parts.overwrite && produced >= f->next + buf->chan->n_subbufs)
		f->next = produced - buf->chan->n_subbufs + 1;
}

/* It is done with the sub-buffer @f->next, whose header is @h. */
static void gw_relay_consume(struct gw_relay_file *f, const struct gw_relay_subbuf *h)
{
	WRITE_ONCE(f->expected, h->first + h->records);
	f->next++;
	if (f->relay->parts.overwrite)
		return;
	smp_mb(); /* what was read of it was read before it is filled again */
	relay_subbufs_consumed(f->relay->chan, f->cpu, 1);
}

/* Takes the next complete sub-buffer, if there is one. */
static bool gw_relay_take(struct gw_relay_file *f, const struct rchan_buf *buf)
{
	do {
		gw_relay_catch_up(f, buf);
		if (gw_relay_read_intact(f, buf)) {
			gw_relay_consume(f, f->copy);
			return true;
		}
		/* Not there yet, or begun anew while it was read? */
	} while (f->relay->parts.overwrite &&
		 READ_ONCE(gw_relay_subbuf(buf, f->next)->number) > f->next);
	return false;
}

static bool gw_relay_next(struct gw_relay_file *f)
{
	const struct rchan_buf *buf = gw_relay_buf(f->relay, f->cpu);
	bool taken;

	if (!buf)
		return false;
	down_read(&f->relay->resetting);
	taken = gw_relay_take(f, buf);
	if (!taken && gw_relay_pending(f)) {
		gw_relay_flush(f->relay, f->cpu);
		taken = gw_relay_take(f, buf);
	}
	up_read(&f->relay->resetting);
	return taken;
}

static ssize_t gw_relay_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	struct gw_relay_file *f = file->private_data;
	size_t n, missed, done = 0;

	if (mutex_lock_interruptible(&f->lock))
		return -ERESTARTSYS;
	while (done < count) {
		if (f->at == f->size && !gw_relay_next(f))
			break;
		n = min(count - done, f->size - f->at);
		missed = copy_to_user(to + done, f->copy + f->at, n);
		f->at += n - missed;
		done += n - missed;
		if (missed) {
			mutex_unlock(&f->lock);
			return done ?: -EFAULT;
		}
		cond_resched();
	}
	mutex_unlock(&f->lock);
	return done;
}

static __poll_t gw_relay_poll(struct file *file, poll_table *wait)
{
	struct gw_relay_file *f = file->private_data;
	struct gw_relay_cpu *c = gw_relay_cpu(f);
	__poll_t ready = 0;

	poll_wait(file, &c->wait, wait);
	(void)xchg(&c->waiting, 1); /* Before looking. Pairs with gw_relay_write(). */
	if (gw_relay_pending(f) || READ_ONCE(f->at) != READ_ONCE(f->size))
		ready |= EPOLLIN | EPOLLRDNORM;
	if (gw_dying(f->relay->sub.inst))
		ready |= EPOLLHUP;
	return ready;
}

static int gw_relay_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gw_relay_file *f = file->private_data;
	const struct rchan_buf *buf = gw_relay_buf(f->relay, f->cpu);

	if (!buf)
		return -ENXIO;
	if (vma->vm_pgoff || vma_pages(vma) != buf->page_count)
		return -EINVAL;
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	gw_vm_flags_clear(vma, VM_MAYWRITE);
	gw_vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);
	return vm_map_pages(vma, buf->page_array, buf->page_count);
}

/* Its requests. */

static void gw_relay_state(struct gw_relay_file *f, struct gw_relay_state *s)
{
	const struct rchan_buf *buf = gw_relay_buf(f->relay, f->cpu);
	const struct gw_relay_cpu *c = gw_relay_cpu(f);

	s->subbuf_size = f->relay->parts.size;
	s->subbufs = f->relay->parts.count;
	s->flags = f->relay->parts.overwrite ? GW_RELAY_OVERWRITE : 0;
	s->cpu = f->cpu;
	s->sent = READ_ONCE(c->sent);
	s->lost = READ_ONCE(c->lost);
	if (buf) {
		gw_relay_catch_up(f, buf);
		s->begun = READ_ONCE(buf->subbufs_produced);
	}
	s->next = f->next;
}

/* Gives back @n sub-buffers that were read where they are. */
static long gw_relay_give_back(struct gw_relay_file *f, u32 n)
{
	const struct rchan_buf *buf = gw_relay_buf(f->relay, f->cpu);
	u64 last;

	if (!buf)
		return -ENXIO;
	gw_relay_catch_up(f, buf);
	last = f->next + n;
	if (n > buf->chan->n_subbufs || last > READ_ONCE(buf->subbufs_produced))
		return -EINVAL;
	/* One that was begun anew meanwhile is gone; the next one says what was lost. */
	while (f->next < last && gw_relay_complete(gw_relay_subbuf(buf, f->next), f->next))
		gw_relay_consume(f, gw_relay_subbuf(buf, f->next));
	return 0;
}

/* The caller's memory is touched without any lock that others need. */
static long gw_relay_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct gw_relay_file *f = file->private_data;
	struct gw_relay_state s = { };
	long ret = 0;
	u32 n = 0;

	if (cmd == GW_RELAY_RESET)
		return file->f_mode & FMODE_WRITE ? gw_relay_reset(f->relay) : -EACCES;
	if (cmd == GW_RELAY_CONSUME && get_user(n, (u32 __user *)arg))
		return -EFAULT;
	if (mutex_lock_interruptible(&f->lock))
		return -ERESTARTSYS;
	down_read(&f->relay->resetting);
	switch (cmd) {
	case GW_RELAY_STATE:
		gw_relay_state(f, &s);
		break;
	case GW_RELAY_CONSUME:
		ret = gw_relay_give_back(f, n);
		break;
	case GW_RELAY_FLUSH:
		if (gw_relay_pending(f))
			gw_relay_flush(f->relay, f->cpu);
		break;
	default:
		ret = -ENOTTY;
	}
	up_read(&f->relay->resetting);
	mutex_unlock(&f->lock);
	if (cmd == GW_RELAY_STATE && copy_to_user((void __user *)arg, &s, sizeof(s)))
		return -EFAULT;
	return ret;
}

/* Lifetime. */

/* Under gw_relay.lock. A new reader begins with the oldest. */
static int gw_relay_begin(struct gw_relay_file *f)
{
	struct gw_relay *r = f->relay;
	const struct rchan_buf *buf;
	int err;

	if (!r->parts.overwrite && gw_relay_cpu(f)->read)
		return -EBUSY;
	err = gw_relay_use(r);
	if (err)
		return err;
	gw_relay_cpu(f)->read = true;
	f->resets = r->resets;
	buf = gw_relay_buf(r, f->cpu);
	if (buf && !r->parts.overwrite)
		f->next = buf->subbufs_consumed;
	return 0;
}

/* May the opener have the event? */
static int gw_relay_permit(struct gw_relay *r, const struct file *file)
{
	struct gw_instance *inst = r->sub.inst;
	int err;

	if (!gw_enter(inst))
		return -ENODEV;
	err = gw_allowed(inst, r->el, file);
	gw_leave(inst);
	return err;
}

static struct gw_relay_file *gw_relay_file(struct gw_relay *r, const struct file *file, int cpu)
{
	struct gw_relay_file *f;
	int err;

	err = gw_relay_permit(r, file);
	if (err)
		return ERR_PTR(err);
	f = kzalloc(sizeof(*f), GFP_KERNEL_ACCOUNT);
	if (!f)
		return ERR_PTR(-ENOMEM);
	f->relay = r;
	f->cpu = cpu;
	mutex_init(&f->lock);
	err = -ENOMEM;
	f->copy = kvmalloc(r->parts.size, GFP_KERNEL_ACCOUNT);
	if (f->copy) {
		mutex_lock(&r->lock);
		err = gw_relay_begin(f);
		mutex_unlock(&r->lock);
	}
	if (!err)
		return f;
	kvfree(f->copy);
	kfree(f);
	return ERR_PTR(err);
}

static int gw_relay_open(struct inode *inode, struct file *file)
{
	const struct gw_relay_place *at = inode->i_private;
	struct gw_instance *inst = gw_node_get(at->node);
	struct gw_relay *r = inst ? gw_relay_of(inst, at->event) : NULL;
	struct gw_relay_file *f;

	f = r ? gw_relay_file(r, file, at->cpu) : ERR_PTR(-ENODEV);
	if (IS_ERR(f)) {
		if (inst)
			gw_instance_put(inst);
		return PTR_ERR(f);
	}
	file->private_data = f;
	return nonseekable_open(inode, file);
}

static int gw_relay_release(struct inode *inode, struct file *file)
{
	struct gw_relay_file *f = file->private_data;
	struct gw_relay *r = f->relay;

	mutex_lock(&r->lock);
	gw_relay_cpu(f)->read = false;
	gw_relay_unuse(r);
	mutex_unlock(&r->lock);
	gw_instance_put(r->sub.inst);
	kvfree(f->copy);
	kfree(f);
	return 0;
}

const struct file_operations gw_relay_fops = {
	.owner = THIS_MODULE,
	.open = gw_relay_open,
	.read = gw_relay_read,
	.poll = gw_relay_poll,
	.mmap = gw_relay_mmap,
	.unlocked_ioctl = gw_relay_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.release = gw_relay_release,
};

#endif /* CONFIG_RELAY */
