// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "input": an input device for each instance, whose axes and keys are the fields
 * of its events: uapi/gangway/input.h. A worker reports them, since the input core's lock
 * may sleep on PREEMPT_RT; what comes from process context has been reported when
 * emitting it returns.
 *
 * Nothing tells whether anybody listens, so the event always counts one subscriber.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/input.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include <gangway/input.h>
#include <gangway/input_codes.h>

#include "core/node.h"
#include "core/queue.h"

/* An instance as this carrier sees it. */
struct gw_inputs {
	struct gw_queue queue;
	struct input_dev *dev;
	char name[96];
	char phys[80];
	u32 last[GW_NUMBERS];	/* the number given last; the queue's passes protect it */
};

#if IS_REACHABLE(CONFIG_INPUT)

static struct gw_inputs *to_inputs(struct gw_queue *q)
{
	return container_of(q, struct gw_inputs, queue);
}

/* Reporting. */

static int gw_input_value(const struct gw_field *f, const void *record)
{
	const void *at = record + f->offset;

	switch (f->type) {
	case GW_S8:
		return *(const s8 *)at;
	case GW_S16:
		return *(const s16 *)at;
	case GW_U16:
		return *(const u16 *)at;
	case GW_S32:
	case GW_U32:
		return *(const s32 *)at;
	default:
		return *(const u8 *)at;
	}
}

/* Ends a report. */
static void gw_input_serial(struct gw_inputs *in, const struct gw_element *el, int flag)
{
	const u32 sequence = in->last[el->number] & GW_INPUT_SEQUENCE_MASK;

	input_event(in->dev, EV_MSC, MSC_SERIAL,
		    el->number << GW_INPUT_EVENT_SHIFT | flag | sequence);
	input_sync(in->dev);
}

static void gw_input_deliver(struct gw_queue *q, const struct gw_element *el,
			     const void *record, u64 time)
{
	const struct gw_input_event *event = gw_detail(el, GW_CARRIER_input);
	struct gw_inputs *in = to_inputs(q);
	const struct gw_input_code *c;

	in->last[el->number]++;
	input_set_timestamp(in->dev, ns_to_ktime(time));
	for (c = event->codes; c < event->codes + event->n_codes; c++)
		input_event(in->dev, c->type, c->code,
			    gw_input_value(&el->out.fields[c->field], record));
	gw_input_serial(in, el, 0);
}

/* They were counted when they found no room. */
static void gw_input_lost(struct gw_queue *q, const struct gw_element *el, u64 n)
{
	struct gw_inputs *in = to_inputs(q);

	in->last[el->number] += n;
	gw_input_serial(in, el, GW_INPUT_LOST);
}

static bool input_listens(struct gw_subscription *sub, const struct gw_element *el)
{
	return true;
}

static void input_settle(struct gw_instance *inst, const struct gw_element *el)
{
	struct gw_inputs *in = gw_state(inst, GW_CARRIER_input);

	if (in)	/* else it is being added: the worker will */
		gw_queue_settle(&in->queue);
}

/* The device. */

/* Return: how many codes it has. */
static u32 gw_input_declare(struct gw_inputs *in, const struct gw_input_event *event)
{
	const struct gw_input_code *c;

	strscpy(in->name, event->device, sizeof(in->name));
	for (c = event->codes; c < event->codes + event->n_codes; c++) {
		if (c->type == EV_ABS)
			input_set_abs_params(in->dev, c->code, c->min, c->max, 0, 0);
		else
			input_set_capability(in->dev, c->type, c->code);
	}
	return event->n_codes;
}

static int gw_input_register(struct gw_inputs *in, struct gw_instance *inst)
{
	const struct gw_input_event *event;
	u32 most = 0;
	int i, err;

	in->dev = input_allocate_device();
	if (!in->dev)
		return -ENOMEM;
	snprintf(in->phys, sizeof(in->phys), "gangway/%s", inst->device);
	in->dev->name = in->name;
	in->dev->phys = in->phys;
	in->dev->id.bustype = BUS_VIRTUAL;
	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++) {
		event = inst->elements[i] ? gw_detail(inst->elements[i], GW_CARRIER_input) : NULL;
		if (event)
			most = max(most, gw_input_declare(in, event));
	}
	input_set_capability(in->dev, EV_MSC, MSC_SERIAL);
	/* A report is passed on whole, with its serial and its end. */
	input_set_events_per_packet(in->dev, most + 2);
	/* To be named, and to declare an axis, take memory, but do not say that there is none. */
	if (!dev_name(&in->dev->dev) || (test_bit(EV_ABS, in->dev->evbit) && !in->dev->absinfo))
		err = -ENOMEM;
	else
		err = input_register_device(in->dev);
	if (err)
		input_free_device(in->dev);
	return err;
}

/* With the node, which has one instance, as the device is called like that. */
static int input_add(struct gw_node *node)
{
	struct gw_instance *inst;
	struct gw_inputs *in;
	int err;

	rcu_read_lock();	/* for the others that are looked through */
	inst = gw_node_instance(node, NULL);
	rcu_read_unlock();
	in = kvzalloc(sizeof(*in), GFP_KERNEL);
	if (!in)
		return -ENOMEM;
	in->queue.deliver = gw_input_deliver;
	in->queue.lost = gw_input_lost;
	err = gw_input_register(in, inst);
	if (err)
		goto err_free;
	err = gw_queue_init(&in->queue, inst, &gw_input_carrier, GW_VIA(input));
	if (err)
		goto err_unregister;
	gw_state_publish(inst, GW_CARRIER_input, in);
	return 0;

err_unregister:
	input_unregister_device(in->dev);
err_free:
	kvfree(in);
	return err;
}

/* What readers have open stays so, and says ENODEV. */
static void input_revoke(struct gw_instance *inst)
{
	struct gw_inputs *in = inst->state[GW_CARRIER_input];

	if (!in)
		return;
	gw_queue_exit(&in->queue);
	input_unregister_device(in->dev);
	inst->state[GW_CARRIER_input] = NULL;
	kvfree(in);
}

#else /* CONFIG_INPUT */

static int input_add(struct gw_node *node)
{
	pr_err("%s: this kernel has no input devices: CONFIG_INPUT\n", node->name);
	return -EOPNOTSUPP;
}

#define input_revoke NULL
#define input_listens NULL
#define input_settle NULL

#endif /* CONFIG_INPUT */

const struct gw_carrier gw_input_carrier = {
	.name = "input",
	.instance = {
		.revoke = input_revoke,
	},
	.node = {
		.add = input_add,
	},
	.sink = {
		.listens = input_listens,
		GW_QUEUE_SINK,
		.settle = input_settle,
	},
};
