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

/* It is full, its CPU is interrupted, or it has records to tell of. */
static noinline void gw_shared_copy_slowly(struct gw_ring *to, const union gw_ring_unit *from,
					   u64 header)
{
	struct gw_instance *inst = container_of(to, struct gw_cpu_ring, core)->of->sub.inst;
	const union gw_ring_unit of = { .words = { header } };
	struct gw_ring_handle handle;

	if (!gw_ring_copy(to, &handle, of.record.event, from, of.record.size))
		gw_lost(inst, inst->elements[of.record.event]);
	if (handle.published)
		gw_fast_wake(to);
}

/* By whole units: the last one's unused bytes are 0. */
static __always_inline void gw_shared_copy(struct gw_ring *to, const union gw_ring_unit *from,
					   u64 header, u64 whole)
{
	union gw_ring_unit *at, *end;
	u64 word, time;

	at = gw_ring_claim(to, whole, &word, &time);
	if (unlikely(!at)) {
		gw_shared_copy_slowly(to, from, header);
		return;
	}
	WRITE_ONCE(at->words[0], header);
	WRITE_ONCE(at->words[1], time);
	for (end = (void *)at + whole; ++at < end; from++) {
		WRITE_ONCE(at->words[0], from->words[0]);
		WRITE_ONCE(at->words[1], from->words[1]);
	}
	if (unlikely(!gw_ring_publish(to, word)))
		gw_fast_finish(to);
	else if (unlikely(READ_ONCE(*to->wake)))
		gw_fast_wake(to);
}

void gw_shared_commit(unsigned long fast, u64 word, u64 header, u32 size)
{
	struct gw_ring **rings = gw_shared_rings(fast);
	struct gw_ring *first = *rings;
	const u64 whole = gw_ring_whole(size);
	const union gw_ring_unit *from = gw_ring_at_byte(first, word - 1 - whole) + 1;

	while (*++rings)
		gw_shared_copy(*rings, from, header, whole);
	gw_fast_commit(first, word);
}
EXPORT_SYMBOL_GPL(gw_shared_commit);
