/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Events from any context, delivered in process context: a sub-ring for each CPU,
 * like the ring's, but read by our own worker; or at once, if an event comes from
 * process context; or by a reader, whenever that comes.
 */
#ifndef _GANGWAY_QUEUE_H
#define _GANGWAY_QUEUE_H

#include <linux/irq_work.h>
#include <linux/workqueue.h>

#include "core/loss_core.h"
#include "core/subscription.h"

struct gw_payer;
struct gw_queue_ring;
struct mem_cgroup;

/**
 * struct gw_queue - one carrier's queue for one instance
 * @sub: what emitters see; its functions are gw_queue_reserve() and so on
 * @deliver: called for each record, in order of time; one at a time, may sleep
 * @more: for @deliver: another record of the event follows at once, from the same CPU
 * @delivered: called when none does: what @deliver has kept is sent now. NULL: nothing is
 * @lost: called, after the records that came before, when @n found no room
 * @room: has the reader room for another record, or @el NULL, for a loss? NULL: there
 *	is no reader, but the worker
 * @wake: there is something for the reader; from an irq_work
 *
 * The rest is the queue's own.
 */
struct gw_queue {
	struct gw_subscription sub;
	void (*deliver)(struct gw_queue *q, const struct gw_element *el,
			const void *record, u64 time);
	bool more;
	void (*delivered)(struct gw_queue *q);
	void (*lost)(struct gw_queue *q, const struct gw_element *el, u64 n);
	bool (*room)(struct gw_queue *q, const struct gw_element *el);
	void (*wake)(struct gw_queue *q);
	/* private: */
	struct irq_work irq;
	struct work_struct work;
	struct mutex passing;		/* one pass at a time; protects the next two */
	bool halted;			/* the last one, for want of room */
	bool stopped;			/* nobody sends to it */
	void *reader;			/* who reads now */
	struct gw_loss_signs signs;	/* for the worker */
	u32 bytes;			/* of a sub-ring */
	bool small;			/* they are to grow, */
	struct mem_cgroup *payer;	/* for which this one pays */
	u64 __percpu *dropped;		/* by number */
	u64 seen[GW_NUMBERS];		/* how many of them the worker has seen */
	u64 reported[GW_NUMBERS];	/* and has passed to @lost */
	struct gw_queue_ring **rings;	/* by CPU; NULL: none. Never reset. */
};

int gw_queue_init(struct gw_queue *q, struct gw_instance *inst,
		  const struct gw_carrier *carrier, u64 via);
int gw_queue_charge(struct gw_queue *q, struct gw_payer *payer);
int gw_queue_start(struct gw_queue *q);
void gw_queue_stop(struct gw_queue *q);
void gw_queue_exit(struct gw_queue *q);
int gw_queue_read(struct gw_queue *q, void *reader);
bool gw_queue_pending(struct gw_queue *q);
void gw_queue_count(const struct gw_queue *q, struct gw_counters *c);
void gw_queue_flush(struct gw_queue *q);
void gw_queue_settle(struct gw_queue *q);
int gw_queue_settle_interruptible(struct gw_queue *q);

/* For struct gw_sink_facet. */
void *gw_queue_reserve(struct gw_subscription *sub, const struct gw_element *el,
		       struct gw_delivery *e);
void gw_queue_lose(struct gw_subscription *sub, const struct gw_element *el);
void gw_queue_commit(struct gw_subscription *sub, struct gw_delivery *e);
void gw_queue_discard(struct gw_subscription *sub, struct gw_delivery *e);
bool gw_queue_send(struct gw_subscription *sub, const struct gw_element *el,
		   const void *record);

/* All of these, in a carrier's sink. */
#define GW_QUEUE_SINK						\
	.reserve = gw_queue_reserve,				\
	.lose = gw_queue_lose,					\
	.commit = gw_queue_commit,				\
	.discard = gw_queue_discard,				\
	.send = gw_queue_send

#endif /* _GANGWAY_QUEUE_H */
