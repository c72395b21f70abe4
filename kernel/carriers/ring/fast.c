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
 * Several, all by the ring. Only who interrupted nobody goes this way, so of the first one's
 * sub-ring one record at a time is open.
 */

static struct gw_ring **gw_shared_rings(unsigned long fast)
{
	return (struct gw_ring **)(fast & ~GW_FAST_TAGS);
}

static struct gw_cpu_ring *gw_shared_first(unsigned long fast)
{
	return container_of(*gw_shared_rings(fast), struct gw_cpu_ring, core);
}

static struct gw_record gw_header_of(u64 header)
{
	const union gw_ring_unit was = { .words = { header } };

	return was.record;
}

void *gw_shared_reserve(struct gw_instance *inst, u16 number, u32 size, unsigned long fast)
{
	struct gw_cpu_ring *first = gw_shared_first(fast);
	const union gw_ring_unit header = { { size, number } };
	union gw_ring_unit *at = NULL, *end;
	u64 whole = gw_ring_whole(size);
	u64 word, time;
	void *record;

	if (!static_branch_unlikely(&gw_tracing))
		at = gw_ring_claim(&first->core, whole, &word, &time);
	if (unlikely(!at)) {
		preempt_enable_notrace();
		return NULL;
	}
	first->open.word = word;
	first->open.header = header.words[0];
	this_cpu_inc(inst->emitter.counts[number].used);
	record = at + 1;
	WRITE_ONCE(at->words[0], header.words[0]);
	WRITE_ONCE(at->words[1], time);
	/* What is not written was an older record's, perhaps not for the others. */
	for (end = (void *)at + whole; ++at < end;) {
		WRITE_ONCE(at->words[0], 0);
		WRITE_ONCE(at->words[1], 0);
	}
	return record;
}
EXPORT_SYMBOL_GPL(gw_shared_reserve);

/* It is full, its CPU is interrupted, or it has records to tell of. */
static noinline void gw_shared_copy_slowly(struct gw_ring *to, const union gw_ring_unit *from,
					   u64 header)
{
	const struct gw_record was = gw_header_of(header);
	struct gw_instance *inst = container_of(to, struct gw_cpu_ring, core)->of->sub.inst;
	struct gw_ring_handle handle;

	if (!gw_ring_copy(to, &handle, was.event, from + 1, was.size))
		gw_lost(inst, inst->elements[was.event]);
	if (handle.published)
		gw_fast_wake(to);
}

/* By whole units: the last one's unused bytes are 0. */
static void gw_shared_copy(struct gw_ring *to, const union gw_ring_unit *from,
			   u64 header, u64 whole)
{
	const union gw_ring_unit *end = (const void *)from + whole;
	union gw_ring_unit *at;
	u64 word, time;

	at = gw_ring_claim(to, whole, &word, &time);
	if (unlikely(!at)) {
		gw_shared_copy_slowly(to, from, header);
		return;
	}
	WRITE_ONCE(at->words[0], header);
	WRITE_ONCE(at->words[1], time);
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
	struct gw_cpu_ring *first = gw_shared_first(fast);
	const u64 word = first->open.word, header = first->open.header;
	const u64 whole = gw_ring_whole(gw_header_of(header).size);
	const union gw_ring_unit *record = gw_ring_at_byte(&first->core, word - 1 - whole);

	while (*++rings)
		gw_shared_copy(*rings, record, header, whole);
	gw_fast_commit(&first->core, word);
}
EXPORT_SYMBOL_GPL(gw_shared_commit);

void gw_shared_discard(unsigned long fast)
{
	struct gw_cpu_ring *first = gw_shared_first(fast);

	gw_fast_discard(&first->core, first->open.word, gw_header_of(first->open.header).size);
}
EXPORT_SYMBOL_GPL(gw_shared_discard);
