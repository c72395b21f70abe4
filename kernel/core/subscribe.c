// SPDX-License-Identifier: GPL-2.0-only
/* A session's subscriptions, one for each carrier, and their counters: session.h. */
#include <linux/bitmap.h>
#include <linux/nospec.h>
#include <linux/string.h>

#include "core/copy.h"
#include "core/request.h"
#include "core/session.h"
#include "core/subscription.h"

/* The carrier of this id, if the interface has it and it can be subscribed to. */
static const struct gw_carrier *gw_subscribe_carrier(const struct gw_instance *inst, u32 id)
{
	const struct gw_carrier *c;

	if (id >= GW_CARRIER_IDS || !(inst->carriers & BIT_ULL(id)))
		return NULL;
	c = gw_carriers[array_index_nospec(id, GW_CARRIER_IDS)];
	return c && c->session.subscribe ? c : NULL;
}

/* May this session have those events over that carrier? */
static int gw_subscribe_check(struct gw_session *s, u32 carrier, const unsigned long *events)
{
	const struct gw_element *el;
	unsigned int number;
	int err = 0;

	if (bitmap_empty(events, GW_NUMBERS))
		return -EINVAL;
	if (!gw_enter(s->inst))
		return -ENODEV;
	for_each_set_bit(number, events, GW_NUMBERS) {
		el = gw_element(s->inst, number);
		err = -ENOENT;
		if (el && el->kind == GW_EVENT && el->carriers & BIT_ULL(carrier))
			err = gw_allowed(s->inst, el, s->file);
		if (err)
			break;
	}
	gw_leave(s->inst);
	return err;
}

/* Under subscribing. */
static void gw_subscribe_done(struct gw_session *s, u32 id, void *subscription)
{
	s->subscriptions[id] = subscription;
	/* Pairs with gw_poll() and gw_session_subscription(). */
	smp_store_release(&s->subscribed, s->subscribed | BIT_ULL(id));
}

/* Whoever subscribes reads. @args: as the carrier's. */
static void *gw_subscribe_by(struct gw_session *s, const struct gw_carrier *c,
			     const unsigned long *events, void *args)
{
	if (!(s->file->f_mode & FMODE_READ))
		return ERR_PTR(-EACCES);
	return c->session.subscribe(s, events, args);
}

/* Under subscribing. @args: a copy of the caller's, which is copied back. */
static int gw_subscribe_begin(struct gw_session *s, const struct gw_carrier *c,
			      struct gw_subscribe *args, void __user *arg, size_t user_size)
{
	DECLARE_BITMAP(events, GW_NUMBERS);
	const u32 id = args->carrier;
	void *subscription;
	int err;

	if (s->subscribed & BIT_ULL(id))
		return -EBUSY;
	bitmap_from_arr64(events, args->events, GW_NUMBERS);
	err = gw_subscribe_check(s, id, events);
	if (err)
		return err;
	/*
	 * Who cannot be told is not subscribed: not every carrier could take that back. Only
	 * who takes the memory away meanwhile meets that later.
	 */
	err = gw_copy_out(arg, user_size, args, c->session.args_size);
	if (err)
		return err;
	subscription = gw_subscribe_by(s, c, events, args);
	if (IS_ERR(subscription))
		return PTR_ERR(subscription);
	err = gw_copy_out(arg, user_size, args, c->session.args_size);
	if (err) {
		c->session.release(subscription);
		return err;
	}
	gw_subscribe_done(s, id, subscription);
	return 0;
}

/* Under subscribing. What a session gets that asks for no events in particular. */
static int gw_subscribe_events(struct gw_session *s, u32 carrier, unsigned long *events)
{
	unsigned int number;

	bitmap_zero(events, GW_NUMBERS);
	if (!gw_enter(s->inst))
		return -ENODEV;
	for (number = GW_ELEMENT_MIN; number <= GW_ELEMENT_MAX; number++) {
		const struct gw_element *el = s->inst->elements[number];

		if (el && el->kind == GW_EVENT && el->carriers & BIT_ULL(carrier) &&
		    !gw_allowed(s->inst, el, s->file))
			__set_bit(number, events);
	}
	gw_leave(s->inst);
	return bitmap_empty(events, GW_NUMBERS) ? -EPERM : 0;
}

/*
 * Subscribes to all events of a carrier without further arguments that the session
 * may have, unless it has subscribed. Return: 0, or an error as of GW_IOC_SUBSCRIBE.
 */
int gw_subscribe_to_all(struct gw_session *s, u32 carrier)
{
	DECLARE_BITMAP(events, GW_NUMBERS);
	void *subscription;
	int err = 0;

	if (mutex_lock_interruptible(&s->subscribing))
		return -ERESTARTSYS;
	if (s->subscribed & BIT_ULL(carrier))
		goto out;
	err = gw_subscribe_events(s, carrier, events);
	if (err)
		goto out;
	subscription = gw_subscribe_by(s, gw_carriers[carrier], events, NULL);
	if (IS_ERR(subscription))
		err = PTR_ERR(subscription);
	else
		gw_subscribe_done(s, carrier, subscription);
out:
	mutex_unlock(&s->subscribing);
	return err;
}

long gw_subscribe(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	u8 buffer[GW_SUBSCRIBE_MAX] __aligned(8);
	struct gw_subscribe *args = (void *)buffer;
	const size_t user_size = _IOC_SIZE(cmd);
	const struct gw_carrier *c;
	int err;

	err = gw_copy_in(buffer, sizeof(buffer), offsetofend(struct gw_subscribe, events), arg,
			 user_size);
	if (err)
		return err;
	c = gw_subscribe_carrier(s->inst, args->carrier);
	if (!c)
		return -EOPNOTSUPP;
	if (user_size < c->session.args_min || args->__pad0)
		return -EINVAL;
	if (memchr_inv(buffer + c->session.args_size, 0, sizeof(buffer) - c->session.args_size))
		return -E2BIG;

	if (mutex_lock_interruptible(&s->subscribing))
		return -ERESTARTSYS;
	err = gw_subscribe_begin(s, c, args, arg, user_size);
	mutex_unlock(&s->subscribing);
	return err;
}

/* Counters. */

static int gw_count_element(struct gw_instance *inst, struct gw_counters *c)
{
	const struct gw_element *el = gw_element(inst, c->element);
	int cpu;

	if (gw_dying(inst))
		return -ENODEV;
	if (c->carrier)
		return -EINVAL;
	if (!el)
		return -ENOTTY;
	c->subscribers = gw_subscribers(inst, el);
	for_each_possible_cpu(cpu) {
		const struct gw_count *count =
			per_cpu_ptr(inst->emitter.counts, cpu) + el->number;

		c->used += READ_ONCE(count->used);
		c->failed += READ_ONCE(count->failed);
		c->lost += READ_ONCE(count->lost);
	}
	return 0;
}

/* The session's own, also when the provider has gone: what was sent before may be left. */
static int gw_count_subscription(struct gw_session *s, struct gw_counters *c)
{
	void *subscription = NULL;
	u32 id = c->carrier;

	if (id < GW_CARRIER_IDS) {
		id = array_index_nospec(id, GW_CARRIER_IDS);
		subscription = gw_session_subscription(s, id);
	}
	if (!subscription)
		return gw_dying(s->inst) ? -ENODEV : -EINVAL;
	c->subscribers = 1;
	gw_carriers[id]->session.count(subscription, c);
	return 0;
}

long gw_counters(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	struct gw_counters in, c = { };
	int err;

	err = gw_copy_in(&in, sizeof(in), offsetofend(struct gw_counters, lost), arg,
			 _IOC_SIZE(cmd));
	if (err)
		return err;
	if (in.__pad0)
		return -EINVAL;
	c.element = in.element;
	c.carrier = in.carrier;
	err = c.element ? gw_count_element(s->inst, &c) : gw_count_subscription(s, &c);
	if (err)
		return err;
	return gw_copy_out(arg, _IOC_SIZE(cmd), &c, sizeof(c));
}
