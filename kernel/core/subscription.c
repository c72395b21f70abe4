// SPDX-License-Identifier: GPL-2.0-only
/* Who listens to which events of an instance. */
#include <linux/bitmap.h>
#include <linux/cred.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "core/session.h"
#include "core/subscription.h"

/* Of an event with several subscribers, all of them by the ring: their sub-rings on each CPU. */
struct gw_sharing {
	struct rcu_head rcu;
	unsigned int room;		/* for a CPU's, and the NULL behind them */
	struct gw_ring *rings[];
};

/* What asserts contexts has to see each emission. */
static bool gw_asserts_contexts(void)
{
	return IS_ENABLED(CONFIG_DEBUG_ATOMIC_SLEEP) || IS_ENABLED(GANGWAY_DEBUG);
}

/* NULL: no memory, for which others are not kept waiting, or no need. */
static struct gw_sharing *gw_sharing_alloc(unsigned int n)
{
	struct gw_sharing *sharing;

	if (n < 2 || gw_asserts_contexts())
		return NULL;
	sharing = kvzalloc(struct_size(sharing, rings, (size_t)nr_cpu_ids * (n + 1)),
			   GFP_KERNEL | __GFP_NORETRY | __GFP_NOWARN);
	if (sharing)
		sharing->room = n + 1;
	return sharing;
}

static struct gw_ring *gw_fast_ring(struct gw_subscription *sub, int cpu)
{
	return sub->carrier->sink.fast ? sub->carrier->sink.fast(sub, cpu) : NULL;
}

static unsigned long gw_fast_way_shared(struct gw_instance *inst, unsigned int number, int cpu)
{
	struct gw_sharing *sharing = inst->sharing[number];
	struct gw_ring **rings = sharing->rings + cpu * sharing->room;
	unsigned long way = (unsigned long)rings | GW_FAST_SHARED;
	struct gw_subscription *sub;

	list_for_each_entry(sub, &inst->subscriptions, link) {
		if (!test_bit(number, sub->events))
			continue;
		*rings = gw_fast_ring(sub, cpu);
		if (!*rings++)
			return GW_FAST_ASK;
	}
	return way;
}

/* Which way emitters go on @cpu. */
static unsigned long gw_fast_way(struct gw_instance *inst, unsigned int number,
				 struct gw_subscription *first, unsigned int n, int cpu)
{
	if (gw_asserts_contexts())
		return GW_FAST_ASK;
	if (!n)
		return GW_FAST_NOBODY;
	if (n == 1)
		return (unsigned long)gw_fast_ring(first, cpu) ?: GW_FAST_ASK;
	return inst->sharing[number] ? gw_fast_way_shared(inst, number, cpu) : GW_FAST_ASK;
}

/* Of @n subscribers, who are @alike: all of a carrier that has a fast way. */
static void gw_fast_set(struct gw_instance *inst, unsigned int number,
			struct gw_subscription *first, unsigned int n, bool alike)
{
	struct gw_sharing *old = inst->sharing[number];
	int cpu;

	inst->sharing[number] = alike ? gw_sharing_alloc(n) : NULL;
	for_each_possible_cpu(cpu)
		/* What a sub-ring consists of comes before who finds it. */
		smp_store_release(&per_cpu_ptr(inst->emitter.counts, cpu)[number].fast,
				  gw_fast_way(inst, number, first, n, cpu));
	if (old)
		kvfree_rcu(old, rcu);
}

void gw_subscriptions_init(struct gw_instance *inst)
{
	unsigned int number;

	INIT_LIST_HEAD(&inst->subscriptions);
	for (number = 0; number < inst->numbers; number++)
		gw_fast_set(inst, number, NULL, 0, true);
}

/* Under subscribing. Updates what emitters look at first, and usually only. */
static void gw_subscribed_update(struct gw_instance *inst, unsigned int number)
{
	struct gw_subscription *sub, *first = NULL;
	unsigned int n = 0;
	bool alike = true;

	list_for_each_entry(sub, &inst->subscriptions, link) {
		if (!test_bit(number, sub->events))
			continue;
		n++;
		first = first ?: sub;
		alike = alike && sub->carrier->sink.fast;
	}
	rcu_assign_pointer(inst->first[number], first);
	gw_fast_set(inst, number, first, n, alike);
}

static void gw_subscribed_update_all(struct gw_subscription *sub)
{
	unsigned int number;

	for_each_set_bit(number, sub->events, GW_NUMBERS)
		gw_subscribed_update(sub->inst, number);
}

static bool gw_subscription_counts(const struct gw_subscription *sub)
{
	return !sub->carrier->sink.listens;
}

/* Under subscribing: is there room for another of this user? */
static bool gw_subscription_fits(const struct gw_subscription *sub)
{
	const struct gw_instance *inst = sub->inst;
	const struct gw_subscription *other;
	u32 own = 0;

	list_for_each_entry(other, &inst->subscriptions, link)
		own += gw_subscription_counts(other) && uid_eq(other->user, sub->user);
	return gw_share_left(own, inst->n_subscriptions, inst->iface->max_subscribers);
}

/* A session's, of the current user. Delivery starts with gw_subscription_add(). */
void gw_subscription_init(struct gw_subscription *sub, const struct gw_session *s,
			  const struct gw_carrier *carrier, const unsigned long *events)
{
	sub->carrier = carrier;
	sub->inst = s->inst;
	sub->user = current_uid();
	bitmap_copy(sub->events, events, GW_NUMBERS);
}

/* Starts delivery. Return: 0, -EUSERS when there are too many already, or -ENODEV. */
int gw_subscription_add(struct gw_subscription *sub)
{
	struct gw_instance *inst = sub->inst;
	int err = 0;

	if (!gw_enter(inst))
		return -ENODEV;
	mutex_lock(&inst->subscribing);
	if (gw_subscription_counts(sub) && !gw_subscription_fits(sub)) {
		err = -EUSERS;
	} else {
		inst->n_subscriptions += gw_subscription_counts(sub);
		sub->order = ++inst->subscribed;
		list_add_tail_rcu(&sub->link, &inst->subscriptions);
		sub->listed = true;
		gw_subscribed_update_all(sub);
	}
	mutex_unlock(&inst->subscribing);
	gw_leave(inst);
	return err;
}

/* Under subscribing: delivery stops, if it has not yet. */
static void gw_subscription_unlist(struct gw_subscription *sub)
{
	if (!sub->listed)
		return;
	sub->inst->n_subscriptions -= gw_subscription_counts(sub);
	list_del_rcu(&sub->link);
	sub->listed = false;
	gw_subscribed_update_all(sub);
	sub->grace = get_state_synchronize_rcu();
}

/*
 * When it returns, no emitter uses the subscription any longer. May sleep. A carrier whose
 * listener has gone may do so before the subscription's end.
 */
void gw_subscription_del(struct gw_subscription *sub)
{
	struct gw_instance *inst = sub->inst;

	mutex_lock(&inst->subscribing);
	gw_subscription_unlist(sub);
	mutex_unlock(&inst->subscribing);
	cond_synchronize_rcu(sub->grace);
}

/*
 * The instance is dead: none of what exists as long as it does gets events any longer.
 * So all of these, and those of other instances, wait for the same grace period.
 */
void gw_subscriptions_end(struct gw_instance *inst)
{
	struct gw_subscription *sub, *next;

	mutex_lock(&inst->subscribing);
	list_for_each_entry_safe(sub, next, &inst->subscriptions, link)
		if (!gw_subscription_counts(sub))
			gw_subscription_unlist(sub);
	mutex_unlock(&inst->subscribing);
}

/* What the carrier's sink.fast() returns has changed. May sleep. */
void gw_subscription_refresh(struct gw_subscription *sub)
{
	mutex_lock(&sub->inst->subscribing);
	if (sub->listed)
		gw_subscribed_update_all(sub);
	mutex_unlock(&sub->inst->subscribing);
}

u32 gw_subscribers(struct gw_instance *inst, const struct gw_element *el)
{
	struct gw_subscription *sub;
	u32 n = 0;

	mutex_lock(&inst->subscribing);
	list_for_each_entry(sub, &inst->subscriptions, link)
		n += test_bit(el->number, sub->events) && gw_subscription_listens(sub, el);
	mutex_unlock(&inst->subscribing);
	return n;
}
