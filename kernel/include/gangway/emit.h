/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The shortest way of an event, inline in the provider: one subscriber, by the ring, with room,
 * and nobody interrupted. With several, all by the ring, the first is sent to likewise, but out
 * of line, and the others get copies. For everything else, and for whatever comes in between,
 * there are gw_reserve(), gw_commit(), gw_discard() and gw_emit(). For generated code.
 *
 * Which way to go says a word for each element and CPU, struct gw_count.fast: the sub-ring, or one
 * of GW_FAST_…. gangway.ko changes it while others emit, then waits for them (synchronize_rcu()):
 * it is used only while preemption is off.
 */
#ifndef _GANGWAY_EMIT_H
#define _GANGWAY_EMIT_H

#include <linux/err.h>
#include <linux/jump_label.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/string.h>

#include <gangway/ring_core.h>

#define GW_FAST_NOBODY 1ul
#define GW_FAST_ASK    2ul
#define GW_FAST_SHARED 4ul /* and a list of the CPU's sub-rings, which NULL ends */
#define GW_FAST_TAGS   7ul

/* An element's counters on one CPU. */
struct gw_count {
	unsigned long fast;
	u64 used;
	u64 failed;
	u64 lost;
};

/* How an instance begins. */
struct gw_emitter {
	struct gw_count __percpu *counts; /* by element */
};

/* Somebody traces emissions: nothing is fast. */
DECLARE_STATIC_KEY_FALSE(gw_tracing);

/* What leaves the shortest way; the ring's carrier has it. Preemption is off. */
void gw_fast_finish(struct gw_ring *ring);
void gw_fast_wake(struct gw_ring *ring);
/* The same, and enables it. */
void gw_fast_discard(struct gw_ring *ring, u64 word, u32 size);
void gw_shared_commit(unsigned long fast);
void gw_shared_discard(unsigned long fast);

/* Returns where to write one record; or NULL, and enables preemption: ask. */
void *gw_shared_reserve(struct gw_instance *inst, u16 number, u32 size, unsigned long fast);

/*
 * Returns where to write @n records, with preemption off; or NULL. Then, unless @fast has
 * GW_FAST_SHARED, preemption is as it was.
 */
static __always_inline union gw_ring_unit *
gw_fast_claim(struct gw_instance *inst, u16 number, u32 size, unsigned int n,
	      unsigned long *fast, u64 *word, u64 *time)
{
	struct gw_count __percpu *count = ((struct gw_emitter *)inst)->counts + number;
	union gw_ring_unit *at;

	preempt_disable_notrace();
	*fast = this_cpu_read(count->fast);
	if (likely(!(*fast & GW_FAST_TAGS))) {
		at = static_branch_unlikely(&gw_tracing) ? NULL :
		     gw_ring_claim((struct gw_ring *)*fast, n * gw_ring_whole(size), word, time);
		if (likely(at)) {
			this_cpu_add(count->used, n);
			return at;
		}
		*fast = GW_FAST_ASK;
	}
	if (!(*fast & GW_FAST_SHARED))
		preempt_enable_notrace();
	return NULL;
}

/*
 * The same for one, which it begins; of several subscribers, too, and @word is 0. NULL: @fast is
 * GW_FAST_NOBODY or GW_FAST_ASK.
 */
static __always_inline void *gw_fast_reserve(struct gw_instance *inst, u16 number, u32 size,
					     unsigned long *fast, u64 *word)
{
	union gw_ring_unit *at;
	void *record;
	u64 time;

	at = gw_fast_claim(inst, number, size, 1, fast, word, &time);
	if (likely(at))
		return gw_ring_begin(at, number, size, gw_ring_whole(size) / GW_RING_UNIT, time);
	*word = 0;
	if (!(*fast & GW_FAST_SHARED))
		return NULL;
	record = gw_shared_reserve(inst, number, size, *fast);
	if (!record)
		*fast = GW_FAST_ASK;
	return record;
}

static __always_inline void gw_fast_commit(struct gw_ring *ring, u64 word)
{
	if (unlikely(!gw_ring_publish(ring, word)))
		gw_fast_finish(ring);
	else if (unlikely(READ_ONCE(*ring->wake)))
		gw_fast_wake(ring);
	preempt_enable_notrace();
}

/*
 * gw_emission.way: of a sub-ring, with @word; else @word is 0, and it is the word with
 * GW_FAST_SHARED, or what gw_reserve() returned: 0, or of the CPU's counters and GW_WAY_COUNT if
 * nobody listens, or of what begins with a pointer to the record.
 */
#define GW_WAY_COUNT 1ul

static __always_inline void *gw_way_record(unsigned long way)
{
	return way && !(way & GW_WAY_COUNT) ? *(void **)way : NULL;
}

static __always_inline void *gw_reserve_slowly(struct gw_instance *inst,
					       const struct gw_element *el, struct gw_emission *e)
{
	e->word = 0;
	e->way = gw_reserve(inst, el);
	return gw_way_record(e->way);
}

/* gw_reserve(); @number and @size are the element's, constants. */
static __always_inline void *gw_reserve_event(struct gw_instance *inst,
					      const struct gw_element *el, u16 number, u32 size,
					      struct gw_emission *e)
{
	void *record;

	if (IS_ERR_OR_NULL(inst))
		return gw_reserve_slowly(inst, el, e);
	record = gw_fast_reserve(inst, number, size, &e->way, &e->word);
	if (likely(record))
		return record;
	if (e->way == GW_FAST_ASK)
		return gw_reserve_slowly(inst, el, e);
	e->way = (unsigned long)(((struct gw_emitter *)inst)->counts + number) | GW_WAY_COUNT;
	return NULL;
}

/* gw_commit() */
static __always_inline void gw_commit_event(struct gw_emission *e)
{
	if (likely(e->word))
		gw_fast_commit((struct gw_ring *)e->way, e->word);
	else
		gw_commit(e->way);
}

/* gw_discard() */
static __always_inline void gw_discard_event(struct gw_emission *e, u32 size)
{
	if (likely(e->word))
		gw_fast_discard((struct gw_ring *)e->way, e->word, size);
	else
		gw_discard(e->way);
}

/*
 * As many records of an event as fit, of *@n, to be filled in one after the other and then sent at
 * once: one exchange for all. Return: the first, and how many in *@n; or NULL and 0: nobody has
 * room for the first, or listens.
 */
static __always_inline void *gw_reserve_events(struct gw_instance *inst,
					       const struct gw_element *el, u16 number, u32 size,
					       unsigned int *n, struct gw_batch *b)
{
	const u64 units = gw_ring_whole(size) / GW_RING_UNIT;
	union gw_ring_unit *at = NULL;
	void *record;
	unsigned int i;
	u64 time;

	if (unlikely(!*n)) {
		b->e.way = 0;
		b->e.word = 0;
		return NULL;
	}
	if (*n > GW_BATCH_MAX)
		*n = GW_BATCH_MAX;
	if (*n > 1 && !IS_ERR_OR_NULL(inst)) {
		at = gw_fast_claim(inst, number, size, *n, &b->e.way, &b->e.word, &time);
		if (!at && b->e.way & GW_FAST_SHARED)
			preempt_enable_notrace();	/* one by one */
	}
	if (unlikely(!at)) {
		record = gw_reserve_event(inst, el, number, size, &b->e);
		*n = record ? 1 : 0;
		return record;
	}
	GW_RING_ADD(&((struct gw_ring *)b->e.way)->stored, *n - 1);
	for (i = 0; i < *n; i++)
		gw_ring_begin(at + i * units, number, size, units, time);
	return at + 1;
}

/* gw_emit() */
static __always_inline void gw_emit_event(struct gw_instance *inst, const struct gw_element *el,
					  u16 number, u32 size, const void *record)
{
	unsigned long fast = 0;
	void *to = NULL;
	u64 word = 0;

	if (!IS_ERR_OR_NULL(inst))
		to = gw_fast_reserve(inst, number, size, &fast, &word);
	if (unlikely(!to)) {
		gw_emit(inst, el, record);
		return;
	}
	memcpy(to, record, size);
	if (likely(word))
		gw_fast_commit((struct gw_ring *)fast, word);
	else
		gw_shared_commit(fast);
}

#endif /* _GANGWAY_EMIT_H */
