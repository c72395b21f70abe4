// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events on their way from a provider to its subscribers: the first that has
 * room gets the record in place, the others a copy of it.
 *
 * Everything here runs in any context, NMI included.
 */
#include <linux/bug.h>
#include <linux/hardirq.h>
#include <linux/preempt.h>
#include <linux/rculist.h>

#include "carrier.h"
#include "trace.h"

/* gw_emission.flags: preemption was switched off for it */
#define GW_EMITTING 1

#if defined(GANGWAY_DEBUG) || defined(CONFIG_DEBUG_ATOMIC_SLEEP)
static enum gw_context gw_context_now(void)
{
	if (in_nmi())
		return GW_NMI;
	if (in_hardirq())
		return GW_HARDIRQ;
	if (irqs_disabled() || in_serving_softirq() ||
	    (IS_ENABLED(CONFIG_PREEMPT_COUNT) && !preemptible()))
		return GW_ATOMIC;
	return GW_PROCESS;
}

static void gw_assert_context(const struct gw_element *el)
{
	enum gw_context now = gw_context_now();

	WARN_ONCE(now > el->context,
		  "gangway: event %s is emitted from context %d, its description allows %d\n",
		  el->name, now, el->context);
}
#else
static void gw_assert_context(const struct gw_element *el)
{
}
#endif

static bool gw_wanted(const struct gw_instance *inst, const struct gw_element *el)
{
	return READ_ONCE(inst->subscribed[BIT_WORD(el->number)]) &
	       BIT_MASK(el->number);
}

static void gw_lost(struct gw_instance *inst, const struct gw_element *el)
{
	gw_count(inst, el, lost);
	trace_loss(inst, el);
}

/* Gives copies to @sub's followers, or to all when it is NULL. */
static void gw_send(struct gw_instance *inst, const struct gw_element *el,
		    struct gw_subscription *sub, const void *record)
{
	sub = list_prepare_entry(sub, &inst->subscriptions, link);
	list_for_each_entry_continue_rcu(sub, &inst->subscriptions, link)
		if (gw_subscription_wants(sub, el) &&
		    !sub->carrier->send(sub, el, record))
			gw_lost(inst, el);
}

void *gw_reserve(struct gw_instance *inst, const struct gw_element *el,
		 struct gw_emission *e)
{
	struct gw_subscription *sub;

	e->record = NULL;
	e->inst = NULL;
	if (IS_ERR_OR_NULL(inst))
		return NULL;
	gw_assert_context(el);
	e->inst = inst;
	e->el = el;
	e->size = el->out.size;
	e->sub = NULL;
	e->flags = 0;
	if (likely(!gw_wanted(inst, el)))
		return NULL;

	preempt_disable_notrace();
	e->flags = GW_EMITTING;
	list_for_each_entry_rcu(sub, &inst->subscriptions, link) {
		if (!gw_subscription_wants(sub, el))
			continue;
		e->record = sub->carrier->reserve(sub, el, e);
		if (e->record) {
			e->sub = sub;
			break;
		}
		gw_lost(inst, el);
	}
	return e->record;
}
EXPORT_SYMBOL_GPL(gw_reserve);

void gw_commit(struct gw_emission *e)
{
	struct gw_subscription *sub = e->sub;
	struct gw_instance *inst = e->inst;

	if (!inst)
		return;
	gw_count(inst, e->el, used);
	if (!(e->flags & GW_EMITTING))
		return;
	if (sub) {
		gw_send(inst, e->el, sub, e->record);
		sub->carrier->commit(sub, e);
	}
	trace_emit(inst, e->el);
	preempt_enable_notrace();
}
EXPORT_SYMBOL_GPL(gw_commit);

void gw_discard(struct gw_emission *e)
{
	struct gw_subscription *sub = e->sub;

	if (!e->inst || !(e->flags & GW_EMITTING))
		return;
	if (sub)
		sub->carrier->discard(sub, e);
	preempt_enable_notrace();
}
EXPORT_SYMBOL_GPL(gw_discard);

void gw_emit(struct gw_instance *inst, const struct gw_element *el,
	     const void *record)
{
	if (IS_ERR_OR_NULL(inst))
		return;
	gw_assert_context(el);
	gw_count(inst, el, used);
	if (likely(!gw_wanted(inst, el)))
		return;
	preempt_disable_notrace();
	gw_send(inst, el, NULL, record);
	trace_emit(inst, el);
	preempt_enable_notrace();
}
EXPORT_SYMBOL_GPL(gw_emit);
