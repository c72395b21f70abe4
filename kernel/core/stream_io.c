// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading and writing streams, in chunks. The caller's memory is touched by this
 * file only, before the instance is entered and after it has been left; handlers and
 * stores see a buffer of the kernel's.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/pagemap.h>
#include <linux/printk.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uio.h>

#include "core/request.h"
#include "core/stream.h"

/* One read() or write(). */
struct gw_transfer {
	struct gw_session *s;
	const struct gw_element *el;
	struct gw_stream *st;
	void *buf;
	u64 pos;
	bool writes;
	bool appends;
	bool waits;		/* until there is something to read, or room to write */
};

/* A handler's result: what it may not be is not passed on. */
static ssize_t gw_transfer_verdict(const struct gw_transfer *t, ssize_t ret, size_t n)
{
	struct gw_instance *inst = t->s->inst;
	size_t least = 0;

	if (ret == -EAGAIN && !gw_dying(inst))
		return ret;
	if (ret < 0)
		return gw_failure(inst, t->el, ret);
	if (t->writes)
		least = t->st->type.frames == GW_FRAMES_RECORDS ? n : 1;
	if (ret >= least && ret <= n)
		return ret;
	pr_err_ratelimited("%s.%s: its handler in %s returned %zd, for %zu bytes to %s\n",
			   inst->device, t->el->name, gw_owner_name(inst), ret, n,
			   t->writes ? "write" : "read");
	return -EPROTO;
}

/* Where the end is, if the handlers say it. */
static int gw_transfer_find_end(struct gw_transfer *t, size_t n)
{
	int err = t->el->stream->size(t->s->inst, t->s, &t->pos);

	if (err && err != -EOPNOTSUPP)
		return err;
	return t->pos > LLONG_MAX - n ? -EFBIG : 0;
}

/* Nobody else finds the same end. */
static ssize_t gw_transfer_append(struct gw_transfer *t, size_t n)
{
	ssize_t ret;

	if (mutex_lock_interruptible(&t->st->appending))
		return -ERESTARTSYS;
	/* Meanwhile it may have died. */
	ret = gw_dying(t->s->inst) ? -ENODEV : gw_transfer_find_end(t, n);
	ret = ret ?: t->el->stream->write(t->s->inst, t->s, t->pos, t->buf, n);
	mutex_unlock(&t->st->appending);
	return ret;
}

static ssize_t gw_transfer_handle(struct gw_transfer *t, size_t n)
{
	const struct gw_stream_type *type = t->el->stream;
	struct gw_instance *inst = t->s->inst;
	ssize_t ret;

	ret = gw_lock_handlers(inst);
	if (ret)
		return ret;
	if (!t->writes)
		ret = type->read(inst, t->s, t->pos, t->buf, n);
	else if (t->appends && type->size)
		ret = gw_transfer_append(t, n);
	else
		ret = type->write(inst, t->s, t->pos, t->buf, n);
	gw_unlock_handlers(inst);
	return gw_transfer_verdict(t, ret, n);
}

static ssize_t gw_transfer_entered(struct gw_transfer *t, size_t n)
{
	struct gw_instance *inst = t->s->inst;
	int err;

	err = gw_allowed(inst, t->el, t->s->file);
	if (err)
		return err;
	if (!t->st->type.store)
		return gw_transfer_handle(t, n);
	if (!t->writes)
		return gw_store_read(inst, t->el, t->pos, t->buf, n);
	if (t->appends)
		return gw_store_append(t->st, &t->pos, t->buf, n);
	return gw_store_write(inst, t->el, t->pos, t->buf, n);
}

static bool gw_transfer_woken(const struct gw_transfer *t, int seen)
{
	return gw_stream_woken(t->st) != seen || gw_dying(t->s->inst);
}

/* A chunk of @n bytes between the kernel's buffer and the stream; waits if it has to. */
static ssize_t gw_transfer_chunk(struct gw_transfer *t, size_t n)
{
	ssize_t ret;
	int seen;

	for (;;) {
		seen = gw_stream_woken(t->st);
		if (!gw_enter(t->s->inst))
			return -ENODEV;
		ret = gw_transfer_entered(t, n);
		gw_leave(t->s->inst);
		if (ret != -EAGAIN)
			return ret;
		/* Unless it was woken since, poll() says so. */
		WRITE_ONCE(t->s->unready[t->writes], seen);
		if (!t->waits)
			return ret;
		if (wait_event_interruptible(t->st->wait, gw_transfer_woken(t, seen)))
			return -ERESTARTSYS;
	}
}

static int gw_transfer_begin(struct gw_transfer *t, struct kiocb *iocb,
			     const struct iov_iter *iter)
{
	const unsigned int nonblocking = iocb->ki_filp->f_flags & O_NONBLOCK;
	gfp_t gfp = GFP_KERNEL_ACCOUNT;

	t->st = gw_stream_of(t->s->inst, t->el);
	t->pos = t->st->type.positioned ? iocb->ki_pos : 0;
	/* splice() holds a pipe's mutex, which others wait for. */
	t->waits = !nonblocking && !(iocb->ki_flags & IOCB_NOWAIT) && user_backed_iter(iter);
	/* What a handler that is to fill it in does not is nobody else's. */
	if (!t->writes && !t->st->type.store)
		gfp |= __GFP_ZERO;
	t->buf = kvmalloc(min_t(size_t, iov_iter_count(iter), GW_STREAM_CHUNK), gfp);
	return t->buf ? 0 : -ENOMEM;
}

/* Return: what the system call does. @done: bytes transferred. @ret: of the last chunk. */
static ssize_t gw_transfer_end(struct gw_transfer *t, struct kiocb *iocb, size_t done,
			       ssize_t ret)
{
	kvfree(t->buf);
	if (t->st->type.positioned && done)
		iocb->ki_pos = t->pos;
	if (done || ret > 0)
		ret = done;
	gw_done(t->s->inst, t->el, min_t(ssize_t, ret, 0));
	return ret;
}

/* Is another chunk to follow one of @n bytes, of which @ret were transferred? */
static bool gw_transfer_goes_on(struct gw_transfer *t, ssize_t ret, size_t n, size_t left)
{
	if (ret < n || !left || t->st->type.frames == GW_FRAMES_RECORDS || signal_pending(current))
		return false;
	t->waits = false; /* some has been transferred */
	cond_resched();
	return true;
}

/*
 * How much of the next chunk the caller's memory takes: bytes without positions, once
 * taken, cannot be put back.
 */
static size_t gw_read_room(const struct gw_transfer *t, struct iov_iter *to)
{
	size_t n = min_t(size_t, iov_iter_count(to), GW_STREAM_CHUNK);

	return t->st->type.positioned ? n : n - fault_in_iov_iter_writeable(to, n);
}

ssize_t gw_stream_read(struct gw_session *s, const struct gw_element *el, struct kiocb *iocb,
		       struct iov_iter *to)
{
	struct gw_transfer t = { .s = s, .el = el };
	size_t n, copied, done = 0;
	ssize_t ret;

	if (!el->readable)
		return -EINVAL;
	if (!iov_iter_count(to))
		return 0;
	ret = gw_transfer_begin(&t, iocb, to);
	if (ret)
		return ret;
	do {
		n = gw_read_room(&t, to);
		ret = n ? gw_transfer_chunk(&t, n) : -EFAULT;
		if (ret <= 0)
			break;
		copied = copy_to_iter(t.buf, ret, to);
		done += copied;
		t.pos += copied;
		if (copied < ret) {
			if (!t.st->type.positioned)
				this_cpu_add(s->inst->emitter.counts[el->number].lost,
					     ret - copied);
			ret = -EFAULT;
			break;
		}
	} while (gw_transfer_goes_on(&t, ret, n, iov_iter_count(to)));
	return gw_transfer_end(&t, iocb, done, ret);
}

ssize_t gw_stream_write(struct gw_session *s, const struct gw_element *el, struct kiocb *iocb,
			struct iov_iter *from)
{
	struct gw_transfer t = {
		.s = s,
		.el = el,
		.writes = true,
		.appends = iocb->ki_flags & IOCB_APPEND,
	};
	size_t n, wanted, done = 0;
	ssize_t ret;
	bool framed;

	if (!el->writable)
		return -EINVAL;
	if (!iov_iter_count(from))
		return 0;
	ret = gw_transfer_begin(&t, iocb, from);
	if (ret)
		return ret;
	framed = t.st->type.frames == GW_FRAMES_RECORDS;
	if (framed && iov_iter_count(from) > GW_STREAM_CHUNK)
		return gw_transfer_end(&t, iocb, 0, -EMSGSIZE);
	do {
		wanted = min_t(size_t, iov_iter_count(from), GW_STREAM_CHUNK);
		n = copy_from_iter(t.buf, wanted, from);
		ret = n && (n == wanted || !framed) ? gw_transfer_chunk(&t, n) : -EFAULT;
		if (ret <= 0)
			break;
		done += ret;
		t.pos += ret;
	} while (gw_transfer_goes_on(&t, ret, wanted, iov_iter_count(from)));
	return gw_transfer_end(&t, iocb, done, ret);
}
