// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events from a provider to its subscribers: the first that has room gets the
 * record in place, the others get a copy.
 *
 * Everything here runs in any context, NMI included.
 */
#include <linux/bug.h>
#include <linux/rculist.h>

#include "core/context.h"
#include "core/subscription.h"
#include "core/trace.h"

/* gw_delivery.flags: it was zeroed, so that others than the first may have it, too. */
#define GW_EMITTING_ALL 1
/* Some subscriber before the one that has it in place had no room, or takes none. */
#define GW_EMITTING_PASSED 2

void gw_check_context(const struct gw_element *el)
{
	static const char * const names[] = {
		[GW_PROCESS] = "process",
		[GW_ATOMIC] = "atomic",
		[GW_HARDIRQ] = "hardirq",
		[GW_NMI] = "nmi",
	};
	enum gw_context now = gw_context_now();

	WARN_ONCE(now > el->context,
		  "gangway: event %s is emitted in %s context, but its description says context: %s\n",
		  el->name, names[now], names[el->context]);
}
EXPORT_SYMBOL_GPL(gw_check_context);

static void gw_assert_context(const struct gw_element *el)
{
	if (IS_ENABLED(CONFIG_DEBUG_ATOMIC_SLEEP))
		gw_check_context(el);
	else
		gw_debug_context(el);
}

/* The first subscriber of the event, under RCU; or only whether there is one. */
static struct gw_subscription *gw_first(const struct gw_instance *inst,
					const struct gw_element *el)
{
	return rcu_dereference_raw(inst->first[el->number]);
}

static noinline struct gw_subscription *gw_search(const struct gw_instance *inst,
						  const struct gw_element *el,
						  struct gw_subscription *sub)
{
	list_for_each_entry_continue_rcu(sub, &inst->subscriptions, link)
		if (test_bit(el->number, sub->events))
			return sub;
	return NULL;
}

/*
 * The next subscriber of it; nearly always there is none. Who has left the list since
 * still leads to those behind it.
 */
static inline struct gw_subscription *gw_following(const struct gw_instance *inst,
						   const struct gw_element *el,
						   struct gw_subscription *sub)
{
	return unlikely(READ_ONCE(sub->link.next) != &inst->subscriptions) ?
		gw_search(inst, el, sub) : NULL;
}

void gw_lost(struct gw_instance *inst, const struct gw_element *el)
{
	gw_count(inst, el, lost);
	trace_loss(inst, el);
}

/* Sends copies to @sub and those after it. */
static void gw_send(struct gw_instance *inst, const struct gw_element *el,
		    struct gw_subscription *sub, const void *record)
{
	for (; sub; sub = gw_following(inst, el, sub))
		if (gw_subscription_listens(sub, el) &&
		    !sub->carrier->sink.send(sub, el, record))
			gw_lost(inst, el);
}

/*
 * Those before @e->sub, which may have left since, who had no room for what is not
 * discarded, or take no record.
 */
static noinline void gw_passed(struct gw_instance *inst, const struct gw_delivery *e)
{
	const u64 end = e->sub ? e->sub->order : U64_MAX;
	struct gw_subscription *sub;

	for (sub = gw_first(inst, e->el); sub && sub->order < end;
	     sub = gw_following(inst, e->el, sub)) {
		if (!gw_subscription_listens(sub, e->el))
			continue;
		if (sub->carrier->sink.lose)
			sub->carrier->sink.lose(sub, e->el);
		else if (sub->carrier->sink.send(sub, e->el, NULL))
			continue;
		gw_lost(inst, e->el);
	}
}

/* In process context: delivers what listeners could only queue until now. */
static noinline void gw_settle(struct gw_instance *inst, const struct gw_element *el)
{
	const struct gw_carrier *c;

	gw_for_each_carrier(c, el->carriers & inst->settling)
		c->sink.settle(inst, el);
}

static inline void gw_emitted(struct gw_instance *inst, const struct gw_element *el)
{
	if (unlikely(el->context == GW_PROCESS && inst->settling))
		gw_settle(inst, el);
}

/*
 * What the provider does not write was an older record of the first subscriber's,
 * perhaps of an event that the others may not have.
 */
static inline void gw_prepare_shared(const struct gw_instance *inst,
				     const struct gw_element *el, struct gw_delivery *e)
{
	if (likely(!gw_following(inst, el, e->sub)))
		return;
	memset(e->record, 0, e->size);
	e->flags |= GW_EMITTING_ALL;
}

/*
 * Of a CPU: as many as interrupt each other, or are open at a time. Whoever comes takes a free
 * one, and puts it back before those it interrupted go on.
 */
#define GW_DELIVERIES 8

struct gw_deliveries {
	unsigned long taken;
	struct gw_delivery all[GW_DELIVERIES];
};

static DEFINE_PER_CPU(struct gw_deliveries, gw_deliveries);

/* Preemption is off. NULL: all are taken. */
static struct gw_delivery *gw_delivery_take(void)
{
	unsigned long taken, n;

	do {
		taken = this_cpu_read(gw_deliveries.taken);
		n = ffz(taken);
		if (n >= GW_DELIVERIES)
			return NULL;
	} while (this_cpu_cmpxchg(gw_deliveries.taken, taken, taken | BIT(n)) != taken);
	return this_cpu_ptr(&gw_deliveries.all[n]);
}

static void gw_delivery_put(const struct gw_delivery *e)
{
	this_cpu_and(gw_deliveries.taken, ~BIT(e - this_cpu_ptr(gw_deliveries.all)));
}

/* Too many records are open on this CPU: nobody gets this one. */
static noinline void gw_lose_all(struct gw_instance *inst, const struct gw_element *el)
{
	const struct gw_delivery e = { .inst = inst, .el = el };

	gw_count(inst, el, used);
	gw_passed(inst, &e);
}

static void gw_reserve_first(struct gw_instance *inst, const struct gw_element *el,
			     struct gw_delivery *e)
{
	struct gw_subscription *sub;

	e->record = NULL;
	e->size = el->out.size;
	e->flags = 0;
	e->inst = inst;
	e->el = el;
	e->sub = NULL;
	for (sub = gw_first(inst, el); sub; sub = gw_following(inst, el, sub)) {
		if (!gw_subscription_listens(sub, el))
			continue;
		e->record = sub->carrier->sink.reserve(sub, el, e);
		if (e->record) {
			e->sub = sub;
			gw_prepare_shared(inst, el, e);
			break;
		}
		e->flags |= GW_EMITTING_PASSED;
	}
}

unsigned long gw_reserve(struct gw_instance *inst, const struct gw_element *el)
{
	struct gw_delivery *e;

	if (IS_ERR_OR_NULL(inst))
		return GW_WAY_SLOW;
	gw_assert_context(el);
	if (likely(!gw_first(inst, el)))
		return (unsigned long)(inst->emitter.counts + el->number) | GW_WAY_COUNT;
	preempt_disable_notrace();
	e = gw_delivery_take();
	if (likely(e)) {
		gw_reserve_first(inst, el, e);
		return (unsigned long)e | GW_WAY_SLOW;
	}
	gw_lose_all(inst, el);
	preempt_enable_notrace();
	return GW_WAY_SLOW;
}
EXPORT_SYMBOL_GPL(gw_reserve);

/* NULL: of nobody, or nobody has room for it. */
static struct gw_delivery *gw_delivery_of(unsigned long way)
{
	return way & GW_WAY_SLOW ? (void *)(way & ~GW_FAST_TAGS) : NULL;
}

void gw_commit(unsigned long way)
{
	struct gw_delivery *e;
	const struct gw_element *el;
	struct gw_instance *inst;

	if (gw_way_counts(way))
		return;
	e = gw_delivery_of(way);
	if (!e)
		return;
	inst = e->inst;
	el = e->el;
	gw_count(inst, el, used);
	if (unlikely(e->flags & GW_EMITTING_PASSED))
		gw_passed(inst, e);
	if (e->sub) {
		if (unlikely(e->flags & GW_EMITTING_ALL))
			gw_send(inst, el, gw_following(inst, el, e->sub), e->record);
		e->sub->carrier->sink.commit(e->sub, e);
	}
	trace_emit(inst, el);
	gw_delivery_put(e);
	preempt_enable_notrace();
	gw_emitted(inst, el);
}
EXPORT_SYMBOL_GPL(gw_commit);

void gw_discard(unsigned long way)
{
	struct gw_delivery *e = gw_delivery_of(way);

	if (!e)
		return;
	if (e->sub)
		e->sub->carrier->sink.discard(e->sub, e);
	gw_delivery_put(e);
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
	if (likely(!gw_first(inst, el)))
		return;
	preempt_disable_notrace();
	gw_send(inst, el, gw_first(inst, el), record);
	trace_emit(inst, el);
	preempt_enable_notrace();
	gw_emitted(inst, el);
}
EXPORT_SYMBOL_GPL(gw_emit);
