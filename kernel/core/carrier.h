/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The one shape of all carriers.
 *
 * To add a carrier: write carriers/NAME.c that defines gw_NAME_carrier (leave out
 * what it does not do), and say "ready" in its line of carriers.def. The table of
 * them is made from there.
 */
#ifndef _GANGWAY_CARRIER_H
#define _GANGWAY_CARRIER_H

#include <linux/poll.h>

#include "core/core.h"

/**
 * struct gw_subscription - somebody who listens to events of an instance
 * @link: in the instance's list, walked under RCU
 * @carrier: who made it
 * @inst: whose events
 * @events: which of them, by number
 *
 * The first member of the carrier's own structure. It is freed only after it
 * was taken off the list with gw_subscription_del().
 */
struct gw_subscription {
	struct list_head link;
	const struct gw_carrier *carrier;
	struct gw_instance *inst;
	DECLARE_BITMAP(events, GW_NUMBERS);
};

/**
 * struct gw_carrier - a Linux mechanism that carries elements
 * @name: as in carriers.def
 *
 * @init: gangway.ko is loaded
 * @exit: gangway.ko goes; no instance and no session is left
 *
 * @publish: an instance with elements of this carrier is about to appear
 * @revoke: it is dead and its handlers are done; nothing of the provider may be
 *	touched after this. What is still open stays, and answers ENODEV.
 *
 * @node_add: a device with elements of this carrier is about to appear; under
 *	gw_registry_lock, like @node_del
 * @node_del: it has gone; when this returns, no handler of the carrier's uses the
 *	node any more. Files that are removed here must not take gw_registry_lock
 *	in their handlers, which removal waits for: see gw_node_get().
 * @changed: a property with notify, or a table, changed; context of gw_changed()
 *
 * @listens: does anybody hear an event now? Of carriers whose subscription is
 *	there as long as the instance is; it does not count as a subscriber.
 *	Context as below.
 * @reserve: room for one record in place, or NULL when there is none
 * @commit: the record of @reserve is complete
 * @discard: the record of @reserve is abandoned
 * @send: copies a record; false when there is no room
 *	These four run with preemption off, in any context that carriers.def
 *	allows; @reserve and @commit on the same CPU. Carriers without @reserve
 *	cannot be the first of several subscribers.
 *
 * @mmap: of the session's file; may not sleep on what a handler holds
 * @poll: what the session's file is ready for
 * @count: fills in @used and @lost of the subscription
 * @release: the session's file is closed; frees the subscription
 */
struct gw_carrier {
	const char *name;

	int (*init)(void);
	void (*exit)(void);

	int (*publish)(struct gw_instance *inst);
	void (*revoke)(struct gw_instance *inst);

	int (*node_add)(struct gw_node *node);
	void (*node_del)(struct gw_node *node);
	void (*changed)(struct gw_instance *inst, const struct gw_element *el);

	bool (*listens)(struct gw_subscription *sub, const struct gw_element *el);
	void *(*reserve)(struct gw_subscription *sub, const struct gw_element *el,
			 struct gw_emission *e);
	void (*commit)(struct gw_subscription *sub, struct gw_emission *e);
	void (*discard)(struct gw_subscription *sub, struct gw_emission *e);
	bool (*send)(struct gw_subscription *sub, const struct gw_element *el,
		     const void *record);

	int (*mmap)(struct gw_subscription *sub, struct vm_area_struct *vma);
	__poll_t (*poll)(struct gw_subscription *sub);
	void (*count)(struct gw_subscription *sub, struct gw_counters *c);
	void (*release)(struct gw_subscription *sub);
};

/* gw_NAME_carrier, for each line of carriers.def; at NULL when it has no file here. */
extern const struct gw_carrier __weak
#define GW_CARRIER(name, ...) gw_##name##_carrier,
#include <gangway/carriers.def>
	gw_no_carrier;

/* carriers.c */
int gw_carriers_init(void);
void gw_carriers_exit(void);
int gw_carriers_publish(struct gw_instance *inst);
void gw_carriers_revoke(struct gw_instance *inst);
int gw_carriers_node_add(struct gw_node *node);
void gw_carriers_node_del(struct gw_node *node);

/* Is an event that @sub has to be delivered to it? */
static inline bool gw_subscription_listens(struct gw_subscription *sub,
					   const struct gw_element *el)
{
	return !sub->carrier->listens || sub->carrier->listens(sub, el);
}

/* subscription.c */
int gw_subscription_add(struct gw_subscription *sub);
void gw_subscription_del(struct gw_subscription *sub);
u32 gw_subscribers(struct gw_instance *inst, const struct gw_element *el);

/* carriers/ioctl.c and carriers/ring.c: their part of the session device */
long gw_ioctl_request(struct gw_session *s, unsigned int cmd, void __user *arg);
struct gw_subscription *gw_ring_subscribe(struct gw_session *s,
					  struct gw_subscribe *args);

#endif /* _GANGWAY_CARRIER_H */
