/* SPDX-License-Identifier: GPL-2.0-only */
/* Shared by the parts of the carrier "relay". */
#ifndef _GANGWAY_RELAY_INTERNAL_H
#define _GANGWAY_RELAY_INTERNAL_H

#include <linux/irq_work.h>
#include <linux/relay.h>
#include <linux/rwsem.h>

#include <gangway/parts.h>
#include <gangway/relay.h>

#include "core/subscription.h"

/* Records of one CPU that may be between reserve and commit at once, nested in each other. */
#define GW_RELAY_SLOTS 4

/* What we know of a CPU's buffer beside relay. */
struct gw_relay_cpu {
	u64 sent;			/* these three: that CPU's, with interrupts off */
	u64 lost;
	u32 records;			/* in the sub-buffer that is being filled */
	unsigned long slots;		/* in use */
	int waiting;			/* somebody wants to be woken */
	wait_queue_head_t wait;		/* epoll holds it as long as the file lives */
	struct irq_work wake;
	bool read;			/* has its only reader; under gw_relay.lock */
};

/* An event's channel. */
struct gw_relay {
	struct gw_subscription sub;
	const struct gw_element *el;	/* the instance's copy */
	u32 size;			/* of a record */
	struct gw_parts parts;
	struct gw_relay_cpu __percpu *cpus;

	struct mutex lock;		/* protects all below, which stays while there are users */
	unsigned int users;		/* open files; with overwriting the instance, too */
	bool listening;
	struct rchan *chan;
	void *slots;			/* records in place, GW_RELAY_SLOTS of each CPU */

	struct rw_semaphore resetting;	/* readers against a reset; protects the next two */
	unsigned int resets;
	bool deaf;			/* what is sent is lost */
};

/* A CPU's buffer, which may not have one if it was never online. Its user pins it. */
static inline struct rchan_buf *gw_relay_buf(const struct gw_relay *r, int cpu)
{
	return READ_ONCE(*per_cpu_ptr(r->chan->buf, cpu));
}

/* Bytes of a record among those in place. */
static inline size_t gw_relay_slot_size(const struct gw_relay *r)
{
	return ALIGN(r->size, SMP_CACHE_BYTES);
}

/* channel.c: under gw_relay.lock */
int gw_relay_use(struct gw_relay *r);
void gw_relay_unuse(struct gw_relay *r);

/* channel.c: by who pins it */
int gw_relay_reset(struct gw_relay *r);
void gw_relay_flush(struct gw_relay *r, int cpu); /* under gw_relay.resetting */

/* sink.c */
void *gw_relay_reserve(struct gw_subscription *sub, const struct gw_element *el,
		       struct gw_delivery *e);
void gw_relay_lose(struct gw_subscription *sub, const struct gw_element *el);
void gw_relay_commit(struct gw_subscription *sub, struct gw_delivery *e);
void gw_relay_discard(struct gw_subscription *sub, struct gw_delivery *e);
bool gw_relay_send(struct gw_subscription *sub, const struct gw_element *el,
		   const void *record);

/* file.c */
extern const struct file_operations gw_relay_fops;

/* What a file of debugfs is for. */
struct gw_relay_place {
	struct gw_node *node;
	u16 event;
	int cpu;
};

/* relay.c: the channel of an event, or NULL */
struct gw_relay *gw_relay_of(const struct gw_instance *inst, u16 event);

#endif /* _GANGWAY_RELAY_INTERNAL_H */
