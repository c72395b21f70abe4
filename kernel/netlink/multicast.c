// SPDX-License-Identifier: GPL-2.0-only
/* Carriers over netlink: what is sent to groups. See multicast.h. */
#include <linux/skbuff.h>

#include "netlink/multicast.h"

/* Under sending. */
static void gw_multicast_flush(struct gw_multicast *m)
{
	if (!m->records)
		return;
	if (!m->ops->send(m, m->el, m->skb))
		gw_count_all(m->queue.sub.inst, m->el, lost, m->records);
	m->records = 0;
}

/*
 * Bytes of a datagram of several records: with the kernel's own part they take one piece of
 * 4096, and a buffer of as much receives them. What alloc_skb() leaves beyond is not used.
 */
#define GW_DATAGRAM SKB_WITH_OVERHEAD(4096)

/* Under sending: the next record; @more: others follow. */
static void gw_multicast_add(struct gw_multicast *m, const struct gw_element *el,
			     const void *record, u64 time, bool more)
{
	size_t size = m->ops->size(m, el);

	m->last[el->number]++;
	if (m->records && m->skb && m->el == el && m->skb->len + size <= GW_DATAGRAM &&
	    m->ops->put(m, el, m->skb, record, time)) {
		m->records++;
		return;
	}
	gw_multicast_flush(m);
	m->records = 1;
	m->el = el;
	m->skb = alloc_skb(more ? max_t(size_t, size, GW_DATAGRAM) : size, GFP_KERNEL);
	if (m->skb && WARN_ON_ONCE(!m->ops->put(m, el, m->skb, record, time))) {
		kfree_skb(m->skb);
		m->skb = NULL;
	}
}

static void gw_multicast_deliver(struct gw_queue *q, const struct gw_element *el,
				 const void *record, u64 time)
{
	struct gw_multicast *m = to_multicast(q);

	mutex_lock(&m->sending);
	gw_multicast_add(m, el, record, time, q->more);
	mutex_unlock(&m->sending);
}

static void gw_multicast_delivered(struct gw_queue *q)
{
	struct gw_multicast *m = to_multicast(q);

	mutex_lock(&m->sending);
	gw_multicast_flush(m);
	mutex_unlock(&m->sending);
}

static void gw_multicast_lost(struct gw_queue *q, const struct gw_element *el, u64 n)
{
	gw_multicast_skip(to_multicast(q), el, n);
}

/**
 * gw_multicast_init() - begin to send the events of an instance
 * @m: zeroed
 * @ops: of the carrier
 * @inst: the instance
 * @carrier: the carrier
 * @via: GW_VIA() of it
 *
 * Ends by gw_queue_exit() of @m->queue. Return: 0 or -ENOMEM.
 */
int gw_multicast_init(struct gw_multicast *m, const struct gw_multicast_ops *ops,
		      struct gw_instance *inst, const struct gw_carrier *carrier, u64 via)
{
	m->ops = ops;
	mutex_init(&m->sending);
	m->queue.deliver = gw_multicast_deliver;
	m->queue.delivered = gw_multicast_delivered;
	m->queue.lost = gw_multicast_lost;
	return gw_queue_init(&m->queue, inst, carrier, via);
}

/**
 * gw_multicast_record() - send one now, which was not queued
 * @m: what the instance sends
 * @el: the event, or a property
 * @record: the record, or the value
 *
 * Context: may sleep.
 */
void gw_multicast_record(struct gw_multicast *m, const struct gw_element *el,
			 const void *record)
{
	mutex_lock(&m->sending);
	gw_multicast_add(m, el, record, 0, false);
	gw_multicast_flush(m);
	mutex_unlock(&m->sending);
}

/* Numbers @n that nobody gets, and says so. May sleep. */
void gw_multicast_skip(struct gw_multicast *m, const struct gw_element *el, u64 n)
{
	mutex_lock(&m->sending);
	gw_multicast_flush(m);
	m->last[el->number] += n;
	m->ops->send(m, el, m->ops->status(m, el));
	mutex_unlock(&m->sending);
}

/**
 * gw_multicast_begin() - what has a number is sent, and nothing else gets one
 * @m: what the instance sends
 *
 * Context: may sleep; gw_multicast_end() ends it. Return: 0, or -ERESTARTSYS.
 */
int gw_multicast_begin(struct gw_multicast *m)
{
	if (mutex_lock_interruptible(&m->sending))
		return -ERESTARTSYS;
	gw_multicast_flush(m);
	return 0;
}

void gw_multicast_end(struct gw_multicast *m)
{
	mutex_unlock(&m->sending);
}
