/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a queue's reader gets to know of losses that nothing follows. Producers are on
 * all CPUs, and in any context; the reader looks when it was woken, once for each of
 * its passes, and adds up counters only if something was dropped since it did last.
 *
 * Freestanding: also compiled by tests, with macros of their own.
 */
#ifndef _GANGWAY_LOSS_CORE_H
#define _GANGWAY_LOSS_CORE_H

/*
 * GW_LOSS_INC		a counter of this CPU, atomic against interrupters
 * GW_LOSS_RELEASE	a store, after all before it
 * GW_LOSS_XCHG		fully ordered
 */
#ifdef GW_LOSS_MACROS
#include GW_LOSS_MACROS
#else
#include <linux/atomic.h>
#include <linux/percpu.h>
#define GW_LOSS_INC(p)		this_cpu_inc(*(p))
#define GW_LOSS_RELEASE(p, v)	smp_store_release(p, v)	/* see gw_loss_count() */
#define GW_LOSS_XCHG(p, v)	xchg(p, v)
#endif

/**
 * struct gw_loss_signs - what producers leave for the reader
 * @kicked: it will look
 * @dropping: something was dropped
 */
struct gw_loss_signs {
	int kicked;
	int dropping;
};

/*
 * Is the reader to be woken? The exchange orders what was published, or counted, before
 * the check whether the reader will see it.
 */
static inline bool gw_loss_kick(struct gw_loss_signs *signs)
{
	return !GW_LOSS_XCHG(&signs->kicked, 1);
}

/* Something is dropped; gw_loss_kick() follows. */
static inline void gw_loss_count(struct gw_loss_signs *signs, u64 __percpu *dropped)
{
	GW_LOSS_INC(dropped);
	/* After the count. Pairs with gw_loss_look(), which would not look again. */
	GW_LOSS_RELEASE(&signs->dropping, 1);
}

/* Before the reader makes sure that it may sleep. Pairs with gw_loss_kick(). */
static inline void gw_loss_awake(struct gw_loss_signs *signs)
{
	(void)GW_LOSS_XCHG(&signs->kicked, 0);
}

/* Before it looks: are counters to be added up? Pairs with gw_loss_count(). */
static inline bool gw_loss_look(struct gw_loss_signs *signs)
{
	gw_loss_awake(signs);
	return GW_LOSS_XCHG(&signs->dropping, 0);
}

#endif /* _GANGWAY_LOSS_CORE_H */
