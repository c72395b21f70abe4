// SPDX-License-Identifier: GPL-2.0-only
/*
 * What generated code, which emits by itself as long as nothing comes in between, leaves to
 * this carrier: see gangway/emit.h. Preemption is off.
 */
#include "carriers/ring/ring.h"
#include "core/instance.h"

struct gw_ring *gw_ring_fast(struct gw_subscription *sub, int cpu)
{
	struct gw_cpu_ring *ring = gw_cpu_ring(to_ring(sub), cpu);

	return ring && !ring->core.block ? &ring->core : NULL;
}

void gw_fast_finish(struct gw_ring *core)
{
	if (gw_ring_finish_slow(core))
		gw_fast_wake(core);
}
EXPORT_SYMBOL_GPL(gw_fast_finish);

void gw_fast_discard(struct gw_ring *core, u64 word, u32 size)
{
	struct gw_cpu_ring *ring = container_of(core, struct gw_cpu_ring, core);
	union gw_ring_unit *record = gw_ring_at_byte(core, word - 1 - gw_ring_whole(size));
	struct gw_emitter *emitter = &ring->of->sub.inst->emitter;

	this_cpu_dec(emitter->counts[record->record.event].used);
	GW_RING_ADD(&ring->discarded, 1);
	gw_ring_put_header(record, size, GW_RECORD_DISCARD, 0);
	gw_fast_commit(core, word);
}
EXPORT_SYMBOL_GPL(gw_fast_discard);

/*
 * Several, all by the ring. Between reserve and commit the first one's published head stays where
 * it was: only who interrupted nobody moves it, and that is the caller.
 */

static struct gw_ring **gw_shared_rings(unsigned long fast)
{
	return (struct gw_ring **)(fast & ~GW_FAST_TAGS);
}

static u64 gw_shared_word(const struct gw_ring *first, u32 size)
{
	return (READ_ONCE(first->producer->head) + gw_ring_whole(size)) | 1;
}

void *gw_shared_reserve(struct gw_instance *inst, u16 number, u32 size, unsigned long *fast)
{
	u64 *record, units = gw_ring_whole(size) / GW_RING_UNIT;
	union gw_ring_unit *at = NULL;
	u64 word, time, i;

	if (!static_branch_unlikely(&gw_tracing))
		at = gw_ring_claim(*gw_shared_rings(*fast), units * GW_RING_UNIT, &word, &time);
	if (unlikely(!at)) {
		*fast = GW_FAST_ASK;
		preempt_enable_notrace();
		return NULL;
	}
	this_cpu_inc(inst->emitter.counts[number].used);
	record = gw_ring_begin(at, number, size, units, time);
	/* What is not written was an older record's, perhaps not for the others. */
	for (i = 0; i < 2 * (units - 1); i++)
		WRITE_ONCE(record[i], 0);
	return record;
}
EXPORT_SYMBOL_GPL(gw_shared_reserve);

static noinline void gw_shared_lost(struct gw_ring *core, u16 number)
{
	struct gw_instance *inst = container_of(core, struct gw_cpu_ring, core)->of->sub.inst;

	gw_lost(inst, inst->elements[number]);
}

/* By whole units: the last one's unused bytes are 0. */
static void gw_shared_copy(struct gw_ring *to, const union gw_ring_unit *from, u32 size)
{
	struct gw_ring_handle handle;
	const union gw_ring_unit *end = from + gw_ring_whole(size) / GW_RING_UNIT;
	union gw_ring_unit *record;

	record = gw_ring_reserve(to, &handle, from->record.event, size);
	if (likely(record)) {
		while (++from < end) {
			WRITE_ONCE(record->words[0], from->words[0]);
			WRITE_ONCE(record->words[1], from->words[1]);
			record++;
		}
		gw_ring_commit(to, &handle);
	} else {
		gw_shared_lost(to, from->record.event);
	}
	if (handle.published && unlikely(READ_ONCE(*to->wake)))
		gw_fast_wake(to);
}

void gw_shared_commit(unsigned long fast, u32 size)
{
	struct gw_ring **rings = gw_shared_rings(fast);
	struct gw_ring *first = *rings;
	u64 word = gw_shared_word(first, size);

	while (*++rings)
		gw_shared_copy(*rings, gw_ring_at_byte(first, word - 1 - gw_ring_whole(size)), size);
	gw_fast_commit(first, word);
}
EXPORT_SYMBOL_GPL(gw_shared_commit);

void gw_shared_discard(unsigned long fast, u32 size)
{
	struct gw_ring *first = *gw_shared_rings(fast);

	gw_fast_discard(first, gw_shared_word(first, size), size);
}
EXPORT_SYMBOL_GPL(gw_shared_discard);
