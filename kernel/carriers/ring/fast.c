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

static union gw_ring_unit *gw_shared_record(struct gw_ring *first)
{
	return gw_ring_at_byte(first, READ_ONCE(first->producer->head));
}

static u64 gw_shared_word(const struct gw_ring *first, u64 whole)
{
	return (READ_ONCE(first->producer->head) + whole) | 1;
}

void *gw_shared_reserve(struct gw_instance *inst, u16 number, u32 size, unsigned long fast)
{
	union gw_ring_unit *at = NULL, *end;
	u64 whole = gw_ring_whole(size);
	u64 word, time;
	void *record;

	if (!static_branch_unlikely(&gw_tracing))
		at = gw_ring_claim(*gw_shared_rings(fast), whole, &word, &time);
	if (unlikely(!at)) {
		preempt_enable_notrace();
		return NULL;
	}
	this_cpu_inc(inst->emitter.counts[number].used);
	record = at + 1;
	gw_ring_put_header(at, size, number, time);
	/* What is not written was an older record's, perhaps not for the others. */
	for (end = (void *)at + whole; ++at < end;) {
		WRITE_ONCE(at->words[0], 0);
		WRITE_ONCE(at->words[1], 0);
	}
	return record;
}
EXPORT_SYMBOL_GPL(gw_shared_reserve);

/* It is full, its CPU is interrupted, or it has records to tell of. */
static noinline void gw_shared_copy_slowly(struct gw_ring *to, const struct gw_record *from)
{
	struct gw_instance *inst = container_of(to, struct gw_cpu_ring, core)->of->sub.inst;
	struct gw_ring_handle handle;

	if (!gw_ring_copy(to, &handle, from->event, from + 1, from->size))
		gw_lost(inst, inst->elements[from->event]);
	if (handle.published)
		gw_fast_wake(to);
}

/* By whole units: the last one's unused bytes are 0. */
static void gw_shared_copy(struct gw_ring *to, const union gw_ring_unit *from, u64 whole)
{
	const union gw_ring_unit *end = (const void *)from + whole;
	union gw_ring_unit *at;
	u64 word, time;

	at = gw_ring_claim(to, whole, &word, &time);
	if (unlikely(!at)) {
		gw_shared_copy_slowly(to, &from->record);
		return;
	}
	gw_ring_put_header(at, from->record.size, from->record.event, time);
	while (++from < end) {
		at++;
		WRITE_ONCE(at->words[0], from->words[0]);
		WRITE_ONCE(at->words[1], from->words[1]);
	}
	if (unlikely(!gw_ring_publish(to, word)))
		gw_fast_finish(to);
	else if (unlikely(READ_ONCE(*to->wake)))
		gw_fast_wake(to);
}

void gw_shared_commit(unsigned long fast)
{
	struct gw_ring **rings = gw_shared_rings(fast);
	struct gw_ring *first = *rings;
	const union gw_ring_unit *record = gw_shared_record(first);
	u64 whole = gw_ring_whole(record->record.size);

	while (*++rings)
		gw_shared_copy(*rings, record, whole);
	gw_fast_commit(first, gw_shared_word(first, whole));
}
EXPORT_SYMBOL_GPL(gw_shared_commit);

void gw_shared_discard(unsigned long fast)
{
	struct gw_ring *first = *gw_shared_rings(fast);
	u32 size = gw_shared_record(first)->record.size;

	gw_fast_discard(first, gw_shared_word(first, gw_ring_whole(size)), size);
}
EXPORT_SYMBOL_GPL(gw_shared_discard);
