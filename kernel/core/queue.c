// SPDX-License-Identifier: GPL-2.0-only
/*
 * The queue of carriers that cannot send from an event's context. Records go
 * into preallocated memory; an irq_work, which may be queued even from an NMI,
 * wakes a worker (on PREEMPT_RT from a thread), which delivers them: see
 * queue_worker.c.
 */
#include <linux/log2.h>
#include <linux/memcontrol.h>
#include <linux/slab.h>

#include "core/memory.h"
#include "core/queue_ring.h"

/* A sub-ring has room for at least this many of the largest records. */
#define GW_QUEUE_RECORDS 8

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

void gw_queue_ring_free(struct gw_queue_ring *ring)
{
	if (!ring)
		return;
	gw_queue_ring_free(ring->older);
	gw_area_free(&ring->area);
	kfree(ring);
}

/* The first sub-ring of a CPU, or a larger one in its place. */
int gw_queue_ring_add(struct gw_queue *q, int cpu)
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

	gw_queue_worker_init(q);
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
