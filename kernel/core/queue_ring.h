/* SPDX-License-Identifier: GPL-2.0-only */
/* The sub-rings of a queue, which queue.c fills and queue_worker.c empties. */
#ifndef _GANGWAY_QUEUE_RING_H
#define _GANGWAY_QUEUE_RING_H

#include <linux/sizes.h>

#include <gangway/ring_core.h>

#include "core/memory.h"
#include "core/queue.h"

/* Bytes of one, if the largest records need no more; the worker's: as soon as it has been used. */
#define GW_QUEUE_BYTES_MIN SZ_64K

struct gw_queue_ring {
	struct gw_ring core;
	struct gw_ring_producer producer;
	struct gw_ring_tail tail;
	struct gw_queue_ring *older;	/* which this one replaces; read before it */
	u64 position;			/* of the worker; @tail follows it */
	u64 end;			/* of its pass */
	u64 discarded;			/* records; its CPU's */
	struct gw_area area;
};

/* The sub-ring of a CPU, or NULL; there will be one next time. */
static inline struct gw_queue_ring *gw_queue_ring(const struct gw_queue *q, int cpu)
{
	/* Pairs with gw_queue_ring_add(). */
	return smp_load_acquire(&q->rings[cpu]);
}

int gw_queue_ring_add(struct gw_queue *q, int cpu);
void gw_queue_ring_free(struct gw_queue_ring *ring);
void gw_queue_worker_init(struct gw_queue *q);

#endif /* _GANGWAY_QUEUE_RING_H */
