// SPDX-License-Identifier: GPL-2.0-only
/*
 * The queue of carriers that cannot send from an event's context. Records go
 * into preallocated memory; an irq_work, which may be queued even from an NMI,
 * wakes a worker (on PREEMPT_RT from a thread), which delivers them.
 */
#include <linux/log2.h>
#include <linux/memcontrol.h>
#include <linux/sched/mm.h>
#include <linux/sizes.h>
#include <linux/slab.h>

#include <gangway/ring_core.h>

#include "compat/compat.h"
#include "core/memory.h"
#include "core/queue.h"

/*
 * A sub-ring has room for at least this many of the largest records, and this many
 * bytes; the worker's as soon as it has been used.
 */
#define GW_QUEUE_RECORDS 8
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

/* A reservation's state in its gw_delivery. */
struct gw_queue_slot {
	struct gw_queue_ring *ring;
	struct gw_ring_handle handle;
};

static_assert(sizeof(struct gw_queue_slot) <= sizeof_field(struct gw_delivery, slot));

static struct gw_queue *to_queue(struct gw_subscription *sub)
{
	return container_of(sub, struct gw_queue, sub);
}

/* The sub-ring of a CPU, or NULL; there will be one next time. */
static struct gw_queue_ring *gw_queue_ring(const struct gw_queue *q, int cpu)
{
	/* Pairs with gw_queue_ring_add(). */
	return smp_load_acquire(&q->rings[cpu]);
}

static void gw_queue_ring_free(struct gw_queue_ring *ring)
{
	if (!ring)
		return;
	gw_queue_ring_free(ring->older);
	gw_area_free(&ring->area);
	kfree(ring);
}

/* The first sub-ring of a CPU, or a larger one in its place. */
static int gw_queue_ring_add(struct gw_queue *q, int cpu)
{
	unsigned int pages = q->bytes >> PAGE_SHIFT;
	struct gw_queue_ring *ring;
	int err;

	ring = kzalloc_node(sizeof(*ring), GFP_KERNEL, cpu_to_node(cpu));
	if (!ring)
		return -ENOMEM;
	err = gw_area_alloc(&ring->area, cpu_to_node(cpu), pages, pages);
	if (err) {
		kfree(ring);
		return err;
	}
	gw_ring_init(&ring->core, &ring->producer, ring->area.address, q->bytes,
		     &ring->tail, 0);
	ring->older = q->rings[cpu];
	/* Pairs with gw_queue_ring(). */
	smp_store_release(&q->rings[cpu], ring);
	return 0;
}

/* Producing: preemption is off. */

/* Wakes the worker, once for each of its passes. */
static void gw_queue_kick(struct gw_queue *q)
{
	if (gw_loss_kick(&q->signs))
		irq_work_queue(&q->irq);
}

void gw_queue_lose(struct gw_subscription *sub, const struct gw_element *el)
{
	struct gw_queue *q = to_queue(sub);

	gw_loss_count(&q->signs, &q->dropped[el->number]);
	gw_queue_kick(q);
}

void *gw_queue_reserve(struct gw_subscription *sub, const struct gw_element *el,
		       struct gw_delivery *e)
{
	struct gw_queue *q = to_queue(sub);
	struct gw_queue_slot *slot = (void *)e->slot;
	void *record;

	slot->ring = gw_queue_ring(q, smp_processor_id());
	if (unlikely(!slot->ring))
		return NULL;
	record = gw_ring_try(&slot->ring->core, &slot->handle, el->number, el->out.size);
	if (likely(record)) /* it may have held another event, which not all listeners may have */
		memset(record, 0, el->out.size);
	else if (slot->handle.published)
		gw_queue_kick(q);
	return record;
}

void gw_queue_commit(struct gw_subscription *sub, struct gw_delivery *e)
{
	struct gw_queue_slot *slot = (void *)e->slot;

	if (gw_ring_commit(&slot->ring->core, &slot->handle))
		gw_queue_kick(to_queue(sub));
}

void gw_queue_discard(struct gw_subscription *sub, struct gw_delivery *e)
{
	struct gw_queue_slot *slot = (void *)e->slot;

	GW_RING_ADD(&slot->ring->discarded, 1);
	if (gw_ring_discard(&slot->ring->core, &slot->handle))
		gw_queue_kick(to_queue(sub));
}

bool gw_queue_send(struct gw_subscription *sub, const struct gw_element *el,
		   const void *record)
{
	struct gw_queue *q = to_queue(sub);
	struct gw_queue_ring *ring = gw_queue_ring(q, smp_processor_id());
	struct gw_ring_handle handle;

	if (unlikely(!ring ||
		     !gw_ring_copy(&ring->core, &handle, el->number, record,
				   el->out.size))) {
		gw_queue_lose(sub, el);
		return false;
	}
	if (handle.published)
		gw_queue_kick(q);
	return true;
}

/* Delivering. */

static const struct gw_record *gw_queue_at(const struct gw_queue_ring *ring, u64 position)
{
	return ring->area.address + (position & (ring->core.units * GW_RING_UNIT - 1));
}

/* The position after @record, which is @ring's next. */
static u64 gw_queue_after(const struct gw_queue_ring *ring, const struct gw_record *record)
{
	return ring->position + sizeof(*record) + ALIGN(record->size, GW_RING_UNIT);
}

/* Is what follows @record of the same event? */
static bool gw_queue_more(const struct gw_queue_ring *ring, const struct gw_record *record)
{
	u64 position = gw_queue_after(ring, record);

	return position != ring->end && gw_queue_at(ring, position)->event == record->event;
}

/* Releases a record. */
static void gw_queue_step(struct gw_queue_ring *ring, const struct gw_record *record)
{
	WRITE_ONCE(ring->position, gw_queue_after(ring, record));
	/* After the last access to it: ring.h, 2. */
	smp_store_release(&ring->tail.tail, ring->position);
}

/* The next record of this pass, skipping those that belong to no element; or NULL. */
static const struct gw_record *gw_queue_peek(struct gw_queue_ring *ring)
{
	const struct gw_record *record;

	while (ring->position != ring->end) {
		record = gw_queue_at(ring, ring->position);
		if (record->event < GW_RECORD_GANGWAY)
			return record;
		gw_queue_step(ring, record);
	}
	return NULL;
}

/* The sub-ring that a CPU's next record is in, or NULL. What has been replaced goes first. */
static struct gw_queue_ring *gw_queue_oldest(struct gw_queue_ring *ring)
{
	if (!ring || !ring->older)
		return ring;
	if (gw_queue_peek(ring->older))
		return ring->older;
	gw_queue_ring_free(ring->older);
	ring->older = NULL;
	return ring;
}

/* The earliest of all CPUs' next records. */
static const struct gw_record *gw_queue_next(const struct gw_queue *q,
					     struct gw_queue_ring **from)
{
	const struct gw_record *record, *first = NULL;
	struct gw_queue_ring *ring;
	int cpu;

	for_each_possible_cpu(cpu) {
		ring = gw_queue_oldest(q->rings[cpu]);
		record = ring ? gw_queue_peek(ring) : NULL;
		if (record && (!first || record->time < first->time)) {
			first = record;
			*from = ring;
		}
	}
	return first;
}

static u64 gw_queue_dropped(const struct gw_queue *q, u32 number)
{
	u64 dropped = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		dropped += READ_ONCE(per_cpu_ptr(q->dropped, cpu)[number]);
	return dropped;
}

/*
 * An instance's sub-rings are small until the worker first finds something: one that
 * nobody listens to, as there is in each network namespace, costs little. For want of
 * memory they stay small.
 */
static void gw_queue_grow(struct gw_queue *q)
{
	struct mem_cgroup *others = set_active_memcg(q->payer);
	struct gw_queue_ring *ring;
	int cpu;

	q->small = false;
	q->bytes = GW_QUEUE_BYTES_MIN;
	for_each_possible_cpu(cpu)
		if (q->rings[cpu])
			gw_queue_ring_add(q, cpu);
	set_active_memcg(others);
	/* Who found the smaller one, with preemption off, has left it. */
	synchronize_rcu();
	for_each_possible_cpu(cpu) {
		ring = q->rings[cpu];
		if (ring && ring->older)
			ring->older->end = ring->older->producer.head;
	}
}

/* Whatever was dropped before this runs was dropped because of records before @end. */
static void gw_queue_look(struct gw_queue *q)
{
	struct gw_queue_ring *ring;
	u32 number;
	int cpu;

	if (q->small && !q->stopped && READ_ONCE(q->signs.kicked))
		gw_queue_grow(q);
	if (gw_loss_look(&q->signs))
		for_each_set_bit(number, q->sub.events, GW_NUMBERS)
			q->seen[number] = gw_queue_dropped(q, number);
	/* CPUs that came online: the first record on each found no sub-ring. */
	for_each_online_cpu(cpu)
		if (!q->rings[cpu])
			gw_queue_ring_add(q, cpu);
	for_each_possible_cpu(cpu) {
		ring = q->rings[cpu];
		if (ring) /* ring.h, 1 */
			ring->end = smp_load_acquire(&ring->core.producer->head);
	}
}

/* Under passing: delivers what the last look has found. Return: false: there is no room. */
static bool gw_queue_pass(struct gw_queue *q)
{
	const struct gw_record *record;
	struct gw_queue_ring *ring;
	u32 number;

	while ((record = gw_queue_next(q, &ring))) {
		const struct gw_element *el = gw_element(q->sub.inst, record->event);

		if (q->room && !q->room(q, el))
			return false;
		q->more = gw_queue_more(ring, record);
		q->deliver(q, el, record + 1, record->time);
		gw_queue_step(ring, record);
		cond_resched();
	}
	if (q->delivered)
		q->delivered(q);
	for_each_set_bit(number, q->sub.events, GW_NUMBERS) {
		if (q->seen[number] == q->reported[number])
			continue;
		if (q->room && !q->room(q, NULL))
			return false;
		q->lost(q, gw_element(q->sub.inst, number),
			q->seen[number] - q->reported[number]);
		q->reported[number] = q->seen[number];
	}
	return true;
}

static void gw_queue_settle_locked(struct gw_queue *q)
{
	gw_queue_look(q);
	gw_queue_pass(q);
	mutex_unlock(&q->passing);
}

/* Delivers what has been published: the worker, or a caller that may sleep. */
void gw_queue_settle(struct gw_queue *q)
{
	mutex_lock(&q->passing);
	gw_queue_settle_locked(q);
}

/* The same for who may be interrupted while another does. Return: 0, or -ERESTARTSYS. */
int gw_queue_settle_interruptible(struct gw_queue *q)
{
	if (mutex_lock_interruptible(&q->passing))
		return -ERESTARTSYS;
	gw_queue_settle_locked(q);
	return 0;
}

/*
 * The same for a reader, as far as it has room. A pass that was halted goes on before
 * another begins: so a loss comes before what was emitted after it was noticed.
 * @reader: q->reader meanwhile. Return: 0, or -ERESTARTSYS.
 */
int gw_queue_read(struct gw_queue *q, void *reader)
{
	if (mutex_lock_interruptible(&q->passing))
		return -ERESTARTSYS;
	q->reader = reader;
	if (q->halted)
		q->halted = !gw_queue_pass(q);
	if (!q->halted) {
		gw_queue_look(q);
		q->halted = !gw_queue_pass(q);
	}
	q->reader = NULL;
	mutex_unlock(&q->passing);
	return 0;
}

/* Is there anything for the reader? From now on it is woken for what follows. */
bool gw_queue_pending(struct gw_queue *q)
{
	u32 number;
	int cpu;

	gw_loss_awake(&q->signs);
	for_each_possible_cpu(cpu) {
		const struct gw_queue_ring *ring = gw_queue_ring(q, cpu);

		if (ring && READ_ONCE(ring->position) != READ_ONCE(ring->core.producer->head))
			return true;
	}
	for_each_set_bit(number, q->sub.events, GW_NUMBERS)
		if (gw_queue_dropped(q, number) != READ_ONCE(q->reported[number]))
			return true;
	return false;
}

/* @c->used: what was published, and what found no room. What was discarded was not. */
void gw_queue_count(const struct gw_queue *q, struct gw_counters *c)
{
	u32 number;
	int cpu;

	for_each_set_bit(number, q->sub.events, GW_NUMBERS)
		c->lost += gw_queue_dropped(q, number);
	c->used = c->lost;
	for_each_possible_cpu(cpu) {
		const struct gw_queue_ring *ring = gw_queue_ring(q, cpu);

		if (ring)
			c->used += READ_ONCE(ring->core.stored) - READ_ONCE(ring->discarded);
	}
}

static void gw_queue_work(struct work_struct *work)
{
	gw_queue_settle(container_of(work, struct gw_queue, work));
}

static void gw_queue_wake(struct irq_work *irq)
{
	struct gw_queue *q = container_of(irq, struct gw_queue, irq);

	if (q->wake)
		q->wake(q);
	else
		queue_work(gw_unbound_wq, &q->work);
}

/* Everything emitted before is delivered when this returns. May sleep. */
void gw_queue_flush(struct gw_queue *q)
{
	irq_work_sync(&q->irq);
	flush_work(&q->work);
	/* Whoever settles may be in the middle of a pass. */
	mutex_lock(&q->passing);
	mutex_unlock(&q->passing);
}

/* Lifetime. */

static void gw_queue_free(struct gw_queue *q)
{
	int cpu;

	for_each_possible_cpu(cpu)
		if (q->rings)
			gw_queue_ring_free(q->rings[cpu]);
	kfree(q->rings);
	free_percpu(q->dropped);
	mem_cgroup_put(q->payer);
}

/* Bytes of a sub-ring, at least. */
static u32 gw_queue_least(const struct gw_queue *q)
{
	u32 number, largest = 0;

	for_each_set_bit(number, q->sub.events, GW_NUMBERS)
		largest = max(largest, q->sub.inst->elements[number]->out.size);
	largest = ALIGN(largest, GW_RING_UNIT) + 2 * GW_RING_UNIT;
	return max_t(u32, PAGE_SIZE, roundup_pow_of_two(GW_QUEUE_RECORDS * largest));
}

/*
 * Has it take no more than @room pages, if that is enough for some of the largest of
 * @q->sub.events. Return: how many it will take.
 */
static unsigned long gw_queue_fit(struct gw_queue *q, unsigned long room)
{
	u32 least = gw_queue_least(q);
	unsigned long pages;

	q->bytes = max_t(u32, GW_QUEUE_BYTES_MIN, least);
	for (;;) {
		pages = num_online_cpus() * (q->bytes >> PAGE_SHIFT);
		if (pages <= room || q->bytes <= least)
			return pages;
		q->bytes >>= 1;
	}
}

/*
 * Before starting: has the payer pay for a subscriber's queue, which is as large as is
 * usual, or takes half of what may still be locked. Return: 0 or -ENOMEM.
 */
int gw_queue_charge(struct gw_queue *q, struct gw_payer *payer)
{
	return gw_charge(payer, gw_queue_fit(q, gw_lockable() / 2));
}

/* Subscribes to all events of the instance that the carrier, GW_VIA() of it, carries. */
static void gw_queue_subscription(struct gw_queue *q, struct gw_instance *inst,
				  const struct gw_carrier *carrier, u64 via)
{
	int i;

	q->sub.carrier = carrier;
	q->sub.inst = inst;
	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++) {
		const struct gw_element *el = inst->elements[i];

		if (el && el->kind == GW_EVENT && el->carriers & via)
			__set_bit(i, q->sub.events);
	}
}

/**
 * gw_queue_init() - start queueing
 * @q: zeroed, but for the functions
 * @inst: whose events
 * @carrier: by which carrier
 * @via: GW_VIA() of it
 *
 * Of an instance without such events nothing is queued. Return: 0 or -ENOMEM.
 */
int gw_queue_init(struct gw_queue *q, struct gw_instance *inst,
		  const struct gw_carrier *carrier, u64 via)
{
	gw_queue_subscription(q, inst, carrier, via);
	return bitmap_empty(q->sub.events, GW_NUMBERS) ? 0 : gw_queue_start(q);
}

/* The same, of what @q->sub says. Return: 0, -ENOMEM, -EUSERS or -ENODEV. */
int gw_queue_start(struct gw_queue *q)
{
	int cpu, err = -ENOMEM;

	init_irq_work(&q->irq, gw_queue_wake);
	INIT_WORK(&q->work, gw_queue_work);
	mutex_init(&q->passing);
	if (!q->bytes) {
		q->payer = get_mem_cgroup_from_mm(current->mm);
		q->bytes = gw_queue_least(q);
		q->small = q->bytes < GW_QUEUE_BYTES_MIN;
	}
	q->dropped = __alloc_percpu(q->sub.inst->numbers * sizeof(u64), __alignof__(u64));
	q->rings = kcalloc(nr_cpu_ids, sizeof(*q->rings), GFP_KERNEL);
	if (!q->dropped || !q->rings)
		goto err_free;
	for_each_online_cpu(cpu) {
		err = gw_queue_ring_add(q, cpu);
		if (err)
			goto err_free;
	}
	err = gw_subscription_add(&q->sub);
	if (err)
		goto err_free;
	return 0;

err_free:
	gw_queue_free(q);
	return err;
}

/* From now on nothing is queued. Before gw_queue_exit(), or not at all; may sleep. */
void gw_queue_stop(struct gw_queue *q)
{
	if (!q->stopped)
		gw_subscription_del(&q->sub);
	q->stopped = true;
}

/* Delivers what is left, and ends. No emission may be running. */
void gw_queue_exit(struct gw_queue *q)
{
	if (bitmap_empty(q->sub.events, GW_NUMBERS))
		return;
	gw_queue_stop(q);
	gw_queue_flush(q);
	gw_queue_free(q);
}
