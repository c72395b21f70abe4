// SPDX-License-Identifier: GPL-2.0-only
/* Streams: their state, how long they are, and what they are ready for. */
#include <linux/fs.h>
#include <linux/slab.h>

#include "core/copy.h"
#include "core/request.h"
#include "core/stream.h"

/* The state of each stream, which stays as long as the instance. */
int gw_streams_alloc(struct gw_instance *inst)
{
	struct gw_stream *st;
	int i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++) {
		if (!inst->elements[i] || inst->elements[i]->kind != GW_STREAM)
			continue;
		st = kzalloc(sizeof(*st), GFP_KERNEL);
		if (!st)
			return -ENOMEM;
		st->type = *inst->elements[i]->stream;
		init_waitqueue_head(&st->wait);
		mutex_init(&st->appending);
		mutex_init(&st->lock);
		inst->streams[i] = st;
	}
	return 0;
}

/* What a program has mapped stays mapped. */
void gw_streams_free(struct gw_instance *inst)
{
	int i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++) {
		if (inst->streams[i])
			gw_area_free(&inst->streams[i]->area);
		kfree(inst->streams[i]);
	}
}

/* The instance is dead: whoever waits looks again. */
void gw_streams_wake(struct gw_instance *inst)
{
	int i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++)
		if (inst->streams[i])
			wake_up_all(&inst->streams[i]->wait);
}

void gw_stream_wake(struct gw_instance *inst, const struct gw_element *el)
{
	struct gw_stream *st;

	if (!gw_enter_given(inst))
		return;
	st = gw_stream_of(inst, el);
	atomic_inc(&st->woken);
	wake_up_all(&st->wait);
	gw_leave(inst);
}
EXPORT_SYMBOL_GPL(gw_stream_wake);

/* How long it is, or is to be. */

/* What a handler returned, which is 0 or an error. */
static int gw_stream_verdict(struct gw_instance *inst, const struct gw_element *el, int err)
{
	return err ? gw_failure(inst, el, err) : 0;
}

/* Return: 0, -EOPNOTSUPP it has none, or the handler's error. */
static int gw_stream_size_entered(struct gw_session *s, const struct gw_element *el, u64 *size)
{
	int err;

	if (el->stream->store) {
		*size = gw_store_size(s->inst, el);
		return 0;
	}
	if (!el->stream->size)
		return -EOPNOTSUPP;
	err = gw_lock_handlers(s->inst);
	if (err)
		return err;
	err = el->stream->size(s->inst, s, size);
	gw_unlock_handlers(s->inst);
	return gw_stream_verdict(s->inst, el, err);
}

static int gw_stream_truncate_entered(struct gw_session *s, const struct gw_element *el, u64 size)
{
	int err;

	if (el->stream->store)
		return gw_store_truncate(s->inst, el, size);
	if (!el->stream->truncate)
		return -EOPNOTSUPP;
	err = gw_lock_handlers(s->inst);
	if (err)
		return err;
	err = el->stream->truncate(s->inst, s, size);
	gw_unlock_handlers(s->inst);
	return gw_stream_verdict(s->inst, el, err);
}

static int gw_stream_size(struct gw_session *s, const struct gw_element *el, u64 *size)
{
	int err;

	if (!gw_enter(s->inst))
		return -ENODEV;
	err = gw_allowed(s->inst, el, s->file) ?: gw_stream_size_entered(s, el, size);
	gw_leave(s->inst);
	return err;
}

static int gw_stream_truncate(struct gw_session *s, const struct gw_element *el, u64 size)
{
	int err;

	if (!el->writable)
		return -EOPNOTSUPP;
	if (!gw_enter(s->inst))
		return -ENODEV;
	err = gw_allowed(s->inst, el, s->file) ?: gw_stream_truncate_entered(s, el, size);
	gw_leave(s->inst);
	return err;
}

/* GW_IOC_STREAM_SIZE and GW_IOC_STREAM_TRUNCATE, on behalf of whatever carries it. */
long gw_stream_control(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	const bool cuts = _IOC_NR(cmd) == _IOC_NR(GW_IOC_STREAM_TRUNCATE);
	const struct gw_element *el;
	struct gw_stream_size args;
	int err;

	if (!(s->file->f_mode & (cuts ? FMODE_WRITE : FMODE_READ)))
		return -EACCES;
	err = gw_copy_in(&args, sizeof(args), offsetofend(struct gw_stream_size, size), arg,
			 _IOC_SIZE(cmd));
	if (err)
		return err;
	el = gw_element(s->inst, args.element);
	if (!el || el->kind != GW_STREAM)
		return -ENOENT;
	if (args.__pad0)
		return -EINVAL;
	if (args.size > LLONG_MAX)
		return -EFBIG;
	if (cuts)
		return gw_stream_truncate(s, el, args.size);
	err = gw_stream_size(s, el, &args.size);
	return err ?: gw_copy_out(arg, _IOC_SIZE(cmd), &args, sizeof(args));
}

/* Files. */

/* O_TRUNC is the driver's to do, as long as its open() runs. */
int gw_stream_open(struct gw_session *s, const struct gw_element *el, struct inode *inode)
{
	const struct gw_stream *st = gw_stream_of(s->inst, el);
	int err;

	if (!st->type.positioned)
		return nonseekable_open(inode, s->file);
	/*
	 * Threads that share a file take turns, so that none overwrites another's bytes; but
	 * not where one would wait, unkillably, until another's wait has ended.
	 */
	if (st->type.store)
		s->file->f_mode |= FMODE_ATOMIC_POS;
	if (!(s->file->f_flags & O_TRUNC) || !(s->file->f_mode & FMODE_WRITE))
		return 0;
	err = gw_stream_truncate(s, el, 0);
	return err == -EOPNOTSUPP ? 0 : err;
}

loff_t gw_stream_llseek(struct gw_session *s, const struct gw_element *el, loff_t offset,
			int whence)
{
	const struct gw_stream *st = gw_stream_of(s->inst, el);
	u64 size = 0;
	int err;

	if (whence != SEEK_SET && whence != SEEK_CUR) {
		err = gw_stream_size(s, el, &size);
		if (err)
			return err == -EOPNOTSUPP ? -EINVAL : err;
		size = min_t(u64, size, LLONG_MAX);
	}
	return generic_file_llseek_size(s->file, offset, whence, st->type.store ?: LLONG_MAX, size);
}

__poll_t gw_stream_poll(struct gw_session *s, const struct gw_element *el, poll_table *wait)
{
	struct gw_stream *st = gw_stream_of(s->inst, el);
	__poll_t ready = 0;
	int now;

	poll_wait(s->file, &st->wait, wait);
	now = gw_stream_woken(st);
	if (el->readable && READ_ONCE(s->unready[0]) != now)
		ready |= EPOLLIN | EPOLLRDNORM;
	if (el->writable && READ_ONCE(s->unready[1]) != now)
		ready |= EPOLLOUT | EPOLLWRNORM;
	return ready;
}
