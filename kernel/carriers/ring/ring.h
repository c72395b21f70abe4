/* SPDX-License-Identifier: GPL-2.0-only */
/* Shared by the parts of the carrier "ring". */
#ifndef _GANGWAY_RING_INTERNAL_H
#define _GANGWAY_RING_INTERNAL_H

#include <linux/irq_work.h>
#include <linux/kref.h>
#include <linux/sizes.h>

#include <gangway/ring_core.h>

#include "core/subscription.h"
#include "core/memory.h"

/* Data bytes of a subscription, over all CPUs. */
#define GW_RING_TOTAL_MAX SZ_1G

/* A sub-ring. */
struct gw_cpu_ring {
	struct gw_ring core;
	struct gw_ring_subscription *of;
	unsigned long wake_jiffy;
	unsigned int wakes;
	u64 discarded;
	struct gw_area area;
};

struct gw_ring_subscription {
	struct gw_subscription sub;
	struct kref ref;		/* its session's, and the worker's for CPUs */
	struct list_head link;		/* in gw_rings */
	unsigned int pass;		/* of that worker, the last that looked at it */
	wait_queue_head_t *wait;	/* the session's */
	struct irq_work wake;
	struct irq_work wake_lazily;
	struct gw_ring_control *control;
	struct gw_area control_area;
	atomic64_t elsewhere;		/* records for a CPU without a sub-ring */

	u32 flags;			/* GW_RING_* */
	u32 bytes;
	struct gw_payer payer;

	unsigned int n_rings;
	struct gw_cpu_ring *rings[];	/* by CPU; NULL: none. Never reset. */
};

static inline struct gw_ring_subscription *to_ring(struct gw_subscription *sub)
{
	return container_of(sub, struct gw_ring_subscription, sub);
}

/* The sub-ring of a CPU, or NULL; there may be one next time. */
static inline struct gw_cpu_ring *gw_cpu_ring(struct gw_ring_subscription *rs, int cpu)
{
	/* Pairs with gw_cpu_ring_add(). */
	return smp_load_acquire(&rs->rings[cpu]);
}

/* cpus.c */
int gw_cpu_ring_add(struct gw_ring_subscription *rs, int cpu);
void gw_cpu_ring_free(struct gw_cpu_ring *ring);
void gw_ring_cpus_follow(struct gw_ring_subscription *rs);
void gw_ring_cpus_forget(struct gw_ring_subscription *rs);
int gw_ring_cpus_init(void);
void gw_ring_cpus_exit(void);

/* ring.c */
void gw_ring_put(struct gw_ring_subscription *rs);

/* fast.c */
struct gw_ring *gw_ring_fast(struct gw_subscription *sub, int cpu);

#endif /* _GANGWAY_RING_INTERNAL_H */
