// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "relay": each event has a channel of the kernel's relay, and for each CPU a
 * file in debugfs, gangway/DEVICE/EVENT.CPU.
 *
 * The channel's memory is there as long as somebody has one of its files open; of one
 * that overwrites, from the beginning: it records what happens before anybody looks.
 */
#include <linux/debugfs.h>
#include <linux/slab.h>

#include "carriers/relay/relay.h"
#include "core/carrier.h"
#include "core/node.h"
#include "text/debug.h"

#if IS_ENABLED(CONFIG_RELAY)

struct gw_relays {
	u32 n;
	struct gw_relay of[];
};

struct gw_relay *gw_relay_of(const struct gw_instance *inst, u16 event)
{
	struct gw_relays *all = inst->state[GW_CARRIER_relay];
	u32 i;

	for (i = 0; all && i < all->n; i++)
		if (all->of[i].el->number == event)
			return &all->of[i];
	return NULL;
}

static u32 gw_relay_events(const struct gw_interface *iface)
{
	const struct gw_element *el;
	u32 n = 0;

	gw_for_each_carried(el, iface, relay)
		n++;
	return n;
}

static void gw_relay_wake(struct irq_work *work)
{
	struct gw_relay_cpu *c = container_of(work, struct gw_relay_cpu, wake);

	wake_up_interruptible_poll(&c->wait, EPOLLIN | EPOLLRDNORM);
}

static int gw_relay_init(struct gw_relay *r, struct gw_instance *inst,
			 const struct gw_element *el)
{
	int cpu, err;

	r->el = inst->elements[el->number];
	r->size = el->out.size;
	r->parts = *(const struct gw_parts *)gw_detail(el, GW_CARRIER_relay);
	r->sub.inst = inst;
	r->sub.carrier = &gw_relay_carrier;
	__set_bit(el->number, r->sub.events);
	mutex_init(&r->lock);
	init_rwsem(&r->resetting);
	r->cpus = alloc_percpu(struct gw_relay_cpu);
	if (!r->cpus)
		return -ENOMEM;
	for_each_possible_cpu(cpu) {
		struct gw_relay_cpu *c = per_cpu_ptr(r->cpus, cpu);

		init_waitqueue_head(&c->wait);
		init_irq_work(&c->wake, gw_relay_wake);
	}
	if (!r->parts.overwrite || IS_ERR_OR_NULL(gw_debug_root()))
		return 0;
	mutex_lock(&r->lock);
	err = gw_relay_use(r);
	mutex_unlock(&r->lock);
	return err;
}

static int relay_publish(struct gw_instance *inst)
{
	const struct gw_element *el;
	struct gw_relays *all;
	int err;

	all = kvzalloc(struct_size(all, of, gw_relay_events(inst->iface)), GFP_KERNEL);
	if (!all)
		return -ENOMEM;
	inst->state[GW_CARRIER_relay] = all;
	gw_for_each_carried(el, inst->iface, relay) {
		err = gw_relay_init(&all->of[all->n++], inst, el);
		if (err)
			return err;
	}
	return 0;
}

/* What was sent stays for those who read; of the provider nothing is touched any more. */
static void gw_relay_retire(struct gw_relay *r)
{
	int cpu;

	mutex_lock(&r->lock);
	if (r->listening)
		gw_subscription_del(&r->sub);
	if (r->listening && r->parts.overwrite) {
		r->listening = false;
		gw_relay_unuse(r);
	}
	r->listening = false;
	mutex_unlock(&r->lock);
	if (!r->cpus)
		return;
	for_each_possible_cpu(cpu) {
		irq_work_sync(&per_cpu_ptr(r->cpus, cpu)->wake);
		wake_up_all(&per_cpu_ptr(r->cpus, cpu)->wait);
	}
}

static void relay_revoke(struct gw_instance *inst)
{
	struct gw_relays *all = inst->state[GW_CARRIER_relay];
	u32 i;

	for (i = 0; all && i < all->n; i++)
		gw_relay_retire(&all->of[i]);
}

static void relay_free(struct gw_instance *inst)
{
	struct gw_relays *all = inst->state[GW_CARRIER_relay];
	u32 i;

	for (i = 0; all && i < all->n; i++)
		free_percpu(all->of[i].cpus);
	kvfree(all);
}

/* One for each event, whoever reads it: it takes no subscriber's place. */
static bool relay_listens(struct gw_subscription *sub, const struct gw_element *el)
{
	return true;
}

/* Files. */

static int relay_node_add(struct gw_node *node)
{
	struct dentry *folder = gw_debug_folder(node);
	struct gw_relay_place *at;
	const struct gw_element *el;
	char name[64];
	int cpu;

	at = kvcalloc(gw_relay_events(node->iface) * num_possible_cpus(), sizeof(*at),
		      GFP_KERNEL);
	if (!at)
		return -ENOMEM;
	node->state[GW_CARRIER_relay] = at;
	gw_for_each_carried(el, node->iface, relay) {
		for_each_possible_cpu(cpu) {
			*at = (struct gw_relay_place){ node, el->number, cpu };
			snprintf(name, sizeof(name), "%s.%d", el->name, cpu);
			debugfs_create_file_unsafe(name, node->iface->mode, folder, at++,
						   &gw_relay_fops);
		}
	}
	return 0;
}

/* Waits for whoever is opening one. */
static void relay_node_del(struct gw_node *node)
{
	gw_debug_remove(node);
	kvfree(node->state[GW_CARRIER_relay]);
}

const struct gw_carrier gw_relay_carrier = {
	.name = "relay",
	.init = gw_debug_init,
	.exit = gw_debug_exit,
	.instance = {
		.publish = relay_publish,
		.revoke = relay_revoke,
		.free = relay_free,
	},
	.node = {
		.add = relay_node_add,
		.del = relay_node_del,
	},
	.sink = {
		.listens = relay_listens,
		.reserve = gw_relay_reserve,
		.lose = gw_relay_lose,
		.commit = gw_relay_commit,
		.discard = gw_relay_discard,
		.send = gw_relay_send,
	},
};

#endif /* CONFIG_RELAY */
