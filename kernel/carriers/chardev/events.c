// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "chardev": events by read(). A subscription is a queue of its own, which
 * its reader empties. The protocol is in uapi/gangway/chardev.h.
 */
#include <linux/cred.h>
#include <linux/pagemap.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/uio.h>

#include <gangway/chardev.h>

#include "carriers/chardev/events.h"
#include "core/item.h"
#include "core/memory.h"

/* Bytes that one read() gives at most. */
#define GW_CHARDEV_READ_MAX SZ_64K

struct gw_chardev_subscription {
	struct gw_queue queue;
	struct gw_session *s;
	struct gw_payer payer;
	void *spare;		/* memory of the last read, for the next; or NULL */
};

/* One read(): what it has taken so far. */
struct gw_chardev_reader {
	void *buf;
	size_t room;
	size_t used;
	bool halted;		/* there is more */
};

static struct gw_chardev_subscription *to_chardev(struct gw_queue *q)
{
	return container_of(q, struct gw_chardev_subscription, queue);
}

/* The queue's functions. */

static bool gw_chardev_room(struct gw_queue *q, const struct gw_element *el)
{
	struct gw_chardev_reader *r = q->reader;

	r->halted = r->room - r->used < GW_ITEM_ROOM(el ? el->out.size : 0);
	return !r->halted;
}

static void gw_chardev_put(struct gw_queue *q, const struct gw_item *item, const void *record)
{
	struct gw_chardev_reader *r = q->reader;

	r->used += gw_item_put(r->buf + r->used, item, record);
}

static void gw_chardev_deliver(struct gw_queue *q, const struct gw_element *el,
			       const void *record, u64 time)
{
	gw_chardev_put(q, &(struct gw_item){
		.size = el->out.size,
		.event = el->number,
		.time = time,
	}, record);
}

/* They were counted when they found no room. */
static void gw_chardev_lost(struct gw_queue *q, const struct gw_element *el, u64 n)
{
	gw_chardev_put(q, &(struct gw_item){
		.event = el->number,
		.flags = GW_ITEM_LOST,
		.lost = n,
	}, NULL);
}

static void gw_chardev_wake(struct gw_queue *q)
{
	wake_up_interruptible_poll(&to_chardev(q)->s->wait, EPOLLIN | EPOLLRDNORM);
}

/* Reading. */

/* The caller's memory has gone: all of these are lost. */
static void gw_chardev_drop(struct gw_instance *inst, const struct gw_chardev_reader *r,
			    size_t at)
{
	while (at < r->used) {
		const struct gw_item *item = r->buf + at;

		if (!(item->flags & GW_ITEM_LOST)) /* those were counted */
			this_cpu_add(inst->emitter.counts[item->event].lost, 1);
		at += GW_ITEM_ROOM(item->size);
	}
}

/* Return: bytes of the items that are whole within the first @copied. */
static size_t gw_chardev_whole(const struct gw_chardev_reader *r, size_t copied)
{
	size_t next, at = 0;

	while (at < r->used) {
		const struct gw_item *item = r->buf + at;

		next = at + GW_ITEM_ROOM(item->size);
		if (next > copied)
			break;
		at = next;
	}
	return at;
}

static ssize_t gw_chardev_copy(struct gw_session *s, const struct gw_chardev_reader *r,
			       struct iov_iter *to)
{
	size_t copied = copy_to_iter(r->buf, r->used, to);

	if (copied == r->used)
		return copied;
	copied = gw_chardev_whole(r, copied);
	gw_chardev_drop(s->inst, r, copied);
	return copied ?: -EFAULT;
}

/* Fills the reader's buffer with what there is; waits until there is something. */
static int gw_chardev_take(struct gw_session *s, struct gw_queue *q, struct gw_chardev_reader *r,
			   bool waits)
{
	bool dead;
	int err;

	for (;;) {
		dead = gw_dying(s->inst);	/* what was sent before is read first */
		err = gw_queue_read(q, r);
		if (err || r->used)
			return err;
		if (r->halted)
			return -EMSGSIZE;
		if (dead)
			return -ENODEV;
		if (!waits)
			return -EAGAIN;
		if (wait_event_interruptible(s->wait, gw_queue_pending(q) || gw_dying(s->inst)))
			return -ERESTARTSYS;
	}
}

ssize_t gw_chardev_read_events(struct gw_session *s, void *subscription, struct kiocb *iocb,
			       struct iov_iter *to)
{
	struct gw_chardev_subscription *cs = subscription;
	const bool waits = !(iocb->ki_filp->f_flags & O_NONBLOCK) &&
			   !(iocb->ki_flags & IOCB_NOWAIT) &&
			   user_backed_iter(to); /* splice() holds a pipe's mutex */
	struct gw_chardev_reader r = {
		.room = min_t(size_t, iov_iter_count(to), GW_CHARDEV_READ_MAX),
	};
	ssize_t ret;

	if (!r.room)
		return 0;
	/* What was taken cannot be put back. */
	r.room -= fault_in_iov_iter_writeable(to, r.room);
	if (!r.room)
		return -EFAULT;
	/* To have it cleared, as some kernels do, costs more than a small read. */
	r.buf = xchg(&cs->spare, NULL) ?: kvmalloc(GW_CHARDEV_READ_MAX, GFP_KERNEL_ACCOUNT);
	if (!r.buf)
		return -ENOMEM;
	ret = gw_chardev_take(s, &cs->queue, &r, waits);
	if (!ret)
		ret = gw_chardev_copy(s, &r, to);
	kvfree(xchg(&cs->spare, r.buf));	/* another thread's, or nobody's */
	return ret;
}

__poll_t gw_chardev_poll(void *subscription)
{
	struct gw_chardev_subscription *cs = subscription;

	return gw_queue_pending(&cs->queue) ? EPOLLIN | EPOLLRDNORM : 0;
}

void gw_chardev_count(void *subscription, struct gw_counters *c)
{
	struct gw_chardev_subscription *cs = subscription;

	gw_queue_count(&cs->queue, c);
}

/* Lifetime. */

void gw_chardev_release(void *subscription)
{
	struct gw_chardev_subscription *cs = subscription;

	gw_queue_exit(&cs->queue);
	gw_payer_exit(&cs->payer);
	kvfree(cs->spare);
	kvfree(cs);
}

void *gw_chardev_subscribe(struct gw_session *s, const unsigned long *events, void *args)
{
	struct gw_chardev_subscription *cs;
	int err;

	if (!current->mm)
		return ERR_PTR(-EINVAL); /* a kernel thread, which nobody pays for */
	cs = kvzalloc(sizeof(*cs), GFP_KERNEL_ACCOUNT);
	if (!cs)
		return ERR_PTR(-ENOMEM);
	cs->s = s;
	gw_subscription_init(&cs->queue.sub, s, &gw_chardev_carrier, events);
	cs->queue.deliver = gw_chardev_deliver;
	cs->queue.lost = gw_chardev_lost;
	cs->queue.room = gw_chardev_room;
	cs->queue.wake = gw_chardev_wake;
	gw_payer_init(&cs->payer);
	err = gw_queue_charge(&cs->queue, &cs->payer) ?: gw_queue_start(&cs->queue);
	if (err) {
		gw_payer_exit(&cs->payer);
		kvfree(cs);
		return ERR_PTR(err);
	}
	return cs;
}
