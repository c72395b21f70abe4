// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "uevent": each event is a uevent "change" of the interface's device, with
 * the record's fields as KEY=VALUE. udev receives it, and whoever else listens; nobody
 * can be kept from it, and nothing tells whether anybody does.
 *
 * Beside what every uevent of the device says (GANGWAY_INTERFACE, and of one of
 * several GANGWAY_INSTANCE), and what text/environment.h has of a record:
 *
 *	GANGWAY_LOST=N		in place of a record and its time: N before this number
 *				were lost in the kernel
 *
 * As nothing tells whether anybody listens, the event always counts one subscriber.
 */
#include <linux/device.h>
#include <linux/kobject.h>
#include <linux/slab.h>

#include "core/queue.h"
#include "text/environment.h"

/* An instance as this carrier sees it. */
struct gw_uevents {
	struct gw_queue queue;
	u64 last[GW_NUMBERS];	/* the number given last; the queue's passes protect it */
};

static struct gw_uevents *to_uevents(struct gw_queue *q)
{
	return container_of(q, struct gw_uevents, queue);
}

/* @record: NULL, @lost records were lost instead */
static int gw_uevent_send(struct gw_uevents *u, const struct gw_element *el,
			  const void *record, u64 time, u64 lost)
{
	/* Pairs with gw_instance_add(). */
	struct device *dev = smp_load_acquire(&u->queue.sub.inst->dev);
	struct kobj_uevent_env *env;
	int err;

	if (!dev)	/* it is being registered */
		return -ENODEV;
	env = kzalloc(sizeof(*env), GFP_KERNEL);
	if (!env)
		return -ENOMEM;
	err = gw_environment_head(env, el, u->last[el->number]);
	if (!err && record)
		err = gw_environment_record(env, el, record, time);
	else if (!err)
		err = add_uevent_var(env, "GANGWAY_LOST=%llu", lost);
	if (!err)
		err = kobject_uevent_env(&dev->kobj, KOBJ_CHANGE, env->envp);
	kfree(env);
	return err;
}

static void gw_uevent_deliver(struct gw_queue *q, const struct gw_element *el,
			      const void *record, u64 time)
{
	struct gw_uevents *u = to_uevents(q);

	u->last[el->number]++;
	if (gw_uevent_send(u, el, record, time, 0))
		gw_count(q->sub.inst, el, lost);
}

/* They were counted when they found no room. */
static void gw_uevent_lost(struct gw_queue *q, const struct gw_element *el, u64 n)
{
	struct gw_uevents *u = to_uevents(q);

	u->last[el->number] += n;
	(void)gw_uevent_send(u, el, NULL, 0, n);
}

/* Nothing tells. */
static bool uevent_listens(struct gw_subscription *sub, const struct gw_element *el)
{
	return true;
}

static void uevent_settle(struct gw_instance *inst, const struct gw_element *el)
{
	struct gw_uevents *u = gw_state(inst, GW_CARRIER_uevent);

	if (u)	/* else it is being published: the worker will */
		gw_queue_settle(&u->queue);
}

static int uevent_publish(struct gw_instance *inst)
{
	struct gw_uevents *u;
	int err;

	u = kvzalloc(sizeof(*u), GFP_KERNEL);
	if (!u)
		return -ENOMEM;
	u->queue.deliver = gw_uevent_deliver;
	u->queue.lost = gw_uevent_lost;
	err = gw_queue_init(&u->queue, inst, &gw_uevent_carrier, GW_VIA(uevent));
	if (err) {
		kvfree(u);
		return err;
	}
	gw_state_publish(inst, GW_CARRIER_uevent, u);
	return 0;
}

static void uevent_revoke(struct gw_instance *inst)
{
	struct gw_uevents *u = inst->state[GW_CARRIER_uevent];

	if (!u)
		return;
	gw_queue_exit(&u->queue);
	inst->state[GW_CARRIER_uevent] = NULL;
	kvfree(u);
}

const struct gw_carrier gw_uevent_carrier = {
	.name = "uevent",
	.instance = {
		.publish = uevent_publish,
		.revoke = uevent_revoke,
	},
	.sink = {
		.listens = uevent_listens,
		GW_QUEUE_SINK,
		.settle = uevent_settle,
	},
};
