/* SPDX-License-Identifier: GPL-2.0-only */
/* Who listens to which events of an instance. */
#ifndef _GANGWAY_SUBSCRIPTION_H
#define _GANGWAY_SUBSCRIPTION_H

#include <linux/uidgid.h>

#include "core/carrier.h"

/**
 * struct gw_subscription - a listener to events of an instance
 * @link: in the instance's list, walked under RCU
 * @order: grows along the list
 * @listed: it is there; protected by gw_instance.subscribing, as the next is
 * @grace: the grace period of RCU after which no emitter uses it, once it is not there
 * @carrier: which created it
 * @inst: whose events
 * @user: whose it is, of those that are counted
 * @events: which of them, by number
 *
 * The first member of the carrier's own structure. It is freed only after it
 * was removed from the list with gw_subscription_del().
 */
struct gw_subscription {
	struct list_head link;
	u64 order;
	bool listed;
	unsigned long grace;
	const struct gw_carrier *carrier;
	struct gw_instance *inst;
	kuid_t user;
	DECLARE_BITMAP(events, GW_NUMBERS);
};

void gw_subscriptions_init(struct gw_instance *inst);
void gw_subscription_init(struct gw_subscription *sub, const struct gw_session *s,
			  const struct gw_carrier *carrier, const unsigned long *events);
int gw_subscription_add(struct gw_subscription *sub);
void gw_subscription_del(struct gw_subscription *sub);
void gw_subscriptions_end(struct gw_instance *inst);
void gw_subscription_refresh(struct gw_subscription *sub);
/* emit.c: counts an event that a subscriber does not get; in any context */
void gw_lost(struct gw_instance *inst, const struct gw_element *el);
u32 gw_subscribers(struct gw_instance *inst, const struct gw_element *el);

/* Must an event in @sub->events be delivered to it now? */
static inline bool gw_subscription_listens(struct gw_subscription *sub,
					   const struct gw_element *el)
{
	return !sub->carrier->sink.listens || sub->carrier->sink.listens(sub, el);
}

#endif /* _GANGWAY_SUBSCRIPTION_H */
