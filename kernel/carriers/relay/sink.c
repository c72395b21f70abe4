// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "relay": writing records. relay itself protects nothing; interrupts are off
 * while one is copied, so an NMI, which they do not keep away, must not send.
 *
 * What is reserved is a place of our own, which is copied when the record is complete:
 * an interrupt meanwhile may end the sub-buffer.
 */
#include <linux/ktime.h>
#include <linux/string.h>

#include "carriers/relay/relay.h"

#if IS_ENABLED(CONFIG_RELAY)

/* A reservation's state in its gw_delivery. */
struct gw_relay_slot {
	unsigned long number;
};

static_assert(sizeof(struct gw_relay_slot) <= sizeof_field(struct gw_delivery, slot));

static struct gw_relay *to_relay(struct gw_subscription *sub)
{
	return container_of(sub, struct gw_relay, sub);
}

/* Preemption is off. */
static void *gw_relay_slot(const struct gw_relay *r, unsigned long number)
{
	return r->slots +
	       (smp_processor_id() * GW_RELAY_SLOTS + number) * gw_relay_slot_size(r);
}

/* With interrupts off. Return: false: there is no room. */
static bool gw_relay_put(struct gw_relay *r, struct gw_relay_cpu *c, const void *record)
{
	struct gw_record *to = NULL;
	const size_t room = GW_RELAY_ROOM(r->size);

	if (likely(!smp_load_acquire(&r->deaf))) /* Pairs with gw_relay_reset(). */
		to = relay_reserve(r->chan, room);
	if (unlikely(!to))
		return false;
	to->size = r->size;
	to->event = r->el->number;
	to->flags = 0;
	to->time = ktime_get_mono_fast_ns();
	memcpy(to + 1, record, r->size);
	memset((void *)(to + 1) + r->size, 0, room - sizeof(*to) - r->size);
	c->records++;
	return true;
}

/* @record: NULL: it is lost in any case. Preemption is off. */
static bool gw_relay_write(struct gw_relay *r, const void *record)
{
	struct gw_relay_cpu *c = this_cpu_ptr(r->cpus);
	unsigned long flags;
	bool sent;

	local_irq_save(flags);
	sent = record && gw_relay_put(r, c, record);
	if (!sent)
		WRITE_ONCE(c->lost, c->lost + 1);
	WRITE_ONCE(c->sent, c->sent + 1);
	local_irq_restore(flags);
	smp_mb(); /* Pairs with gw_relay_poll(). */
	if (READ_ONCE(c->waiting) && xchg(&c->waiting, 0))
		irq_work_queue(&c->wake);
	return sent;
}

void *gw_relay_reserve(struct gw_subscription *sub, const struct gw_element *el,
		       struct gw_delivery *e)
{
	struct gw_relay *r = to_relay(sub);
	struct gw_relay_cpu *c = this_cpu_ptr(r->cpus);
	struct gw_relay_slot *slot = (void *)e->slot;
	unsigned long flags;
	void *record;

	local_irq_save(flags);
	slot->number = find_first_zero_bit(&c->slots, GW_RELAY_SLOTS);
	if (slot->number < GW_RELAY_SLOTS)
		__set_bit(slot->number, &c->slots);
	local_irq_restore(flags);
	if (unlikely(slot->number == GW_RELAY_SLOTS))
		return NULL;
	record = gw_relay_slot(r, slot->number);
	memset(record, 0, r->size);
	return record;
}

void gw_relay_discard(struct gw_subscription *sub, struct gw_delivery *e)
{
	struct gw_relay_cpu *c = this_cpu_ptr(to_relay(sub)->cpus);
	struct gw_relay_slot *slot = (void *)e->slot;
	unsigned long flags;

	local_irq_save(flags);
	__clear_bit(slot->number, &c->slots);
	local_irq_restore(flags);
}

/* Only now it is known whether there is room. */
void gw_relay_commit(struct gw_subscription *sub, struct gw_delivery *e)
{
	struct gw_relay *r = to_relay(sub);
	struct gw_relay_slot *slot = (void *)e->slot;

	if (!gw_relay_write(r, gw_relay_slot(r, slot->number)))
		gw_count(sub->inst, r->el, lost);
	gw_relay_discard(sub, e);
}

void gw_relay_lose(struct gw_subscription *sub, const struct gw_element *el)
{
	(void)gw_relay_write(to_relay(sub), NULL);
}

bool gw_relay_send(struct gw_subscription *sub, const struct gw_element *el,
		   const void *record)
{
	return gw_relay_write(to_relay(sub), record);
}

#endif /* CONFIG_RELAY */
