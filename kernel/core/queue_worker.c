// SPDX-License-Identifier: GPL-2.0-only
/* Delivers what is in a queue: a worker does, a caller that may sleep, or a reader. */
#include <linux/memcontrol.h>
#include <linux/sched/mm.h>

#include "compat/compat.h"
#include "core/queue_ring.h"

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

/* What gw_queue_start() needs of this. */
void gw_queue_worker_init(struct gw_queue *q)
{
	init_irq_work(&q->irq, gw_queue_wake);
	INIT_WORK(&q->work, gw_queue_work);
	mutex_init(&q->passing);
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
