/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The shortest way of an event, inline in the provider: one subscriber, by the ring, with room,
 * and nobody interrupted. Of several, all by the ring, the first one's record is reserved likewise,
 * and gw_shared_commit() copies it to the others. For everything else, and for whatever comes in
 * between, there are gw_reserve(), gw_commit(), gw_discard() and gw_emit(). For generated code.
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
void gw_shared_commit(unsigned long fast, u64 word, u64 header, u32 size);

/* Of several subscribers: their sub-rings on this CPU. */
static __always_inline struct gw_ring **gw_shared_rings(unsigned long fast)
{
	return (struct gw_ring **)(fast & ~GW_FAST_TAGS);
}

/* Returns where to write @n records, and has counted them; or NULL. Preemption is off. */
static __always_inline union gw_ring_unit *
gw_fast_claim(struct gw_count __percpu *count, struct gw_ring *ring, u32 size, unsigned int n,
	      u64 *word, u64 *time)
{
	union gw_ring_unit *at = NULL;

	if (!static_branch_unlikely(&gw_tracing))
		at = gw_ring_claim(ring, n * gw_ring_whole(size), word, time);
	if (likely(at))
		this_cpu_add(count->used, n);
	return at;
}

/* Where a unit begins: so the compiler clears whole words. */
#ifdef __CHECKER__		/* sparse does not know how to be told */
#define gw_unit(at) (at)
#else
#define gw_unit(at) __builtin_assume_aligned(at, GW_RING_UNIT)
#endif

/*
 * Returns where to write a record, with preemption off; or NULL, with preemption as it was:
 * e->way is GW_FAST_NOBODY or GW_FAST_ASK.
 */
static __always_inline void *gw_fast_reserve(struct gw_instance *inst, u16 number, u32 size,
					     struct gw_emission *e)
{
	struct gw_count __percpu *count = ((struct gw_emitter *)inst)->counts + number;
	const u64 units = gw_ring_whole(size) / GW_RING_UNIT;
	union gw_ring_unit *at;
	u64 time;

	preempt_disable_notrace();
	e->way = this_cpu_read(count->fast);
	if (likely(!(e->way & GW_FAST_TAGS))) {
		at = gw_fast_claim(count, (struct gw_ring *)e->way, size, 1, &e->word, &time);
		if (likely(at))
			return gw_ring_begin(at, number, size, units, time);
		e->way = GW_FAST_ASK;
	} else if (e->way & GW_FAST_SHARED) {
		at = gw_fast_claim(count, *gw_shared_rings(e->way), size, 1, &e->shared, &time);
		e->word = 0;
		/* What is not written was an older record's, perhaps not for the others. */
		if (likely(at))
			return memset(gw_unit(gw_ring_begin(at, number, size, units, time)),
				      0, size);
		e->way = GW_FAST_ASK;
	}
	preempt_enable_notrace();
	return NULL;
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
 * gw_emission.way: of a sub-ring, with what its word became; else word is 0. Then it is that of
 * several, with the first one's in shared; or what gw_reserve() returned: GW_WAY_COUNT and the
 * CPU's counters, if nobody listens, or GW_WAY_SLOW and what begins with a pointer to the record,
 * or with NULL.
 */
#define GW_WAY_COUNT GW_FAST_NOBODY
#define GW_WAY_SLOW  GW_FAST_ASK

static __always_inline void *gw_way_record(unsigned long way)
{
	void **begin = (void **)(way & ~GW_FAST_TAGS);

	return way & GW_WAY_SLOW && begin ? *begin : NULL;
}

/* Nobody listens: it is counted, and that is all. */
static __always_inline bool gw_way_counts(unsigned long way)
{
	if (way & GW_WAY_COUNT)
		this_cpu_inc(((struct gw_count __percpu *)(way & ~GW_FAST_TAGS))->used);
	return way & GW_WAY_COUNT;
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
	record = gw_fast_reserve(inst, number, size, e);
	if (likely(record))
		return record;
	if (e->way == GW_FAST_ASK)
		return gw_reserve_slowly(inst, el, e);
	e->word = 0;
	e->way = (unsigned long)(((struct gw_emitter *)inst)->counts + number) | GW_WAY_COUNT;
	return NULL;
}

/* gw_commit() */
static __always_inline void gw_commit_event(struct gw_emission *e, u16 number, u32 size)
{
	if (likely(e->word))
		gw_fast_commit((struct gw_ring *)e->way, e->word);
	else if (e->way & GW_FAST_SHARED)
		gw_shared_commit(e->way, e->shared, gw_ring_header(size, number), size);
	else if (!gw_way_counts(e->way))
		gw_commit(e->way);
}

/* gw_discard(); of several, only the first has it so far */
static __always_inline void gw_discard_event(struct gw_emission *e, u32 size)
{
	if (likely(e->word))
		gw_fast_discard((struct gw_ring *)e->way, e->word, size);
	else if (e->way & GW_FAST_SHARED)
		gw_fast_discard(*gw_shared_rings(e->way), e->shared, size);
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
	struct gw_count __percpu *count;
	union gw_ring_unit *at = NULL;
	void *record;
	unsigned int i;
	u64 time;

	if (unlikely(!*n)) {
		b->e.word = 0;
		b->e.way = GW_WAY_SLOW;
		return NULL;
	}
	if (*n > GW_BATCH_MAX)
		*n = GW_BATCH_MAX;
	if (*n > 1 && !IS_ERR_OR_NULL(inst)) {
		count = ((struct gw_emitter *)inst)->counts + number;
		preempt_disable_notrace();
		b->e.way = this_cpu_read(count->fast);
		if (likely(!(b->e.way & GW_FAST_TAGS)))
			at = gw_fast_claim(count, (struct gw_ring *)b->e.way, size, *n,
					   &b->e.word, &time);
		if (unlikely(!at))
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
	struct gw_emission e;
	void *to = NULL;

	if (!IS_ERR_OR_NULL(inst))
		to = gw_fast_reserve(inst, number, size, &e);
	if (unlikely(!to)) {
		gw_emit(inst, el, record);
		return;
	}
	memcpy(to, record, size);
	if (likely(e.word))
		gw_fast_commit((struct gw_ring *)e.way, e.word);
	else
		gw_shared_commit(e.way, e.shared, gw_ring_header(size, number), size);
}

#endif /* _GANGWAY_EMIT_H */
