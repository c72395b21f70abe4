/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Streams: bulk bytes, which the provider's handlers give and take, or which
 * Gangway keeps. A carrier of streams calls what is here with the caller's memory;
 * nothing is entered then, save where it says so.
 */
#ifndef _GANGWAY_STREAM_H
#define _GANGWAY_STREAM_H

#include <linux/poll.h>

#include "core/memory.h"
#include "core/session.h"

struct iov_iter;
struct kiocb;

struct gw_stream {
	struct gw_stream_type type;	/* a copy: looked at without having entered */
	wait_queue_head_t wait;		/* epoll holds it as long as an open file the instance */
	/*
	 * How often. A session that found nothing ready keeps the number, and polls as
	 * not ready as long as it is this one.
	 */
	atomic_t woken;
	struct mutex appending;		/* by handlers that run concurrently: one at a time */

	/* Of a store: innermost, protects the next two. Of what a carrier keeps: the carrier's. */
	struct mutex lock;
	struct gw_area area;		/* allocated when first needed */
	u64 size;			/* of the content */
};

/* stream.c */
int gw_streams_alloc(struct gw_instance *inst);
void gw_streams_free(struct gw_instance *inst);
void gw_streams_wake(struct gw_instance *inst);
int gw_stream_open(struct gw_session *s, const struct gw_element *el, struct inode *inode);
loff_t gw_stream_llseek(struct gw_session *s, const struct gw_element *el, loff_t offset,
			int whence);
__poll_t gw_stream_poll(struct gw_session *s, const struct gw_element *el, poll_table *wait);
long gw_stream_control(struct gw_session *s, unsigned int cmd, void __user *arg);

/* stream_io.c */
ssize_t gw_stream_read(struct gw_session *s, const struct gw_element *el, struct kiocb *iocb,
		       struct iov_iter *to);
ssize_t gw_stream_write(struct gw_session *s, const struct gw_element *el, struct kiocb *iocb,
			struct iov_iter *from);

/* store.c: entered. @pos is updated. */
ssize_t gw_store_append(struct gw_stream *st, u64 *pos, const void *buf, size_t n);
int gw_store_mmap(struct gw_session *s, const struct gw_element *el, struct vm_area_struct *vma);

/* Not negative, so that -1 is none. */
static inline int gw_stream_woken(const struct gw_stream *st)
{
	return atomic_read(&st->woken) & INT_MAX;
}

static inline struct gw_stream *gw_stream_of(const struct gw_instance *inst,
					     const struct gw_element *el)
{
	return inst->streams[el->number];
}

#endif /* _GANGWAY_STREAM_H */
