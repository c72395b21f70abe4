// SPDX-License-Identifier: GPL-2.0-only
/* All carriers of gangway.ko, and the calls to each that an interface uses. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/printk.h>

#include "core/carrier.h"
#include "core/request.h"
#include "core/node.h"

const struct gw_carrier * const gw_carriers[GW_CARRIER_IDS] = {
#define GW_CARRIER(name, id, ...) \
	[id] = &gw_##name##_carrier,
#include <gangway/carriers.def>
};

/* Undoes gw_carriers_init() of those below @n. */
static void gw_carriers_exit_below(int n)
{
	while (n--)
		if (gw_carriers[n] && gw_carriers[n]->exit)
			gw_carriers[n]->exit();
}

int gw_carriers_init(void)
{
	int i, err;

	for (i = 0; i < GW_CARRIER_IDS; i++) {
		if (!gw_carriers[i] || !gw_carriers[i]->init)
			continue;
		err = gw_carriers[i]->init();
		if (err) {
			pr_err("carrier %s: error %d\n", gw_carriers[i]->name, err);
			gw_carriers_exit_below(i);
			return err;
		}
	}
	return 0;
}

void gw_carriers_exit(void)
{
	gw_carriers_exit_below(GW_CARRIER_IDS);
}

static u64 gw_carriers_of(const struct gw_interface *iface)
{
	u64 carriers = 0;
	u32 i;

	for (i = 0; i < iface->n_elements; i++)
		carriers |= iface->elements[i].carriers;
	return carriers;
}

/* Instances. */

/* Records which carriers the instance has, and which of them have which facets. */
static int gw_carriers_learn(struct gw_instance *inst)
{
	u64 left = gw_carriers_of(inst->iface);

	for (; left; left &= left - 1) {
		unsigned int id = __ffs64(left);
		const struct gw_carrier *c = id < GW_CARRIER_IDS ? gw_carriers[id] : NULL;

		if (!c) {
			pr_err("%s: this gangway.ko has no carrier %u\n", inst->iface->name, id);
			inst->carriers = 0;
			return -ENOEXEC;
		}
		inst->carriers |= BIT_ULL(id);
		inst->refreshing |= c->value.refresh ? BIT_ULL(id) : 0;
		inst->storing |= c->value.stored ? BIT_ULL(id) : 0;
		inst->settling |= c->sink.settle ? BIT_ULL(id) : 0;
		inst->ioctl = inst->ioctl ?: c->session.ioctl;
	}
	return 0;
}

/* Those without a handler, which no carrier has to be asked for either. */
static void gw_carriers_learn_stored(struct gw_instance *inst)
{
	const struct gw_element *el;
	u32 i;

	for (i = 0; i < inst->iface->n_elements; i++) {
		el = &inst->copies[i];
		if (el->kind == GW_PROPERTY && !gw_has_getter(inst, el) &&
		    !(el->carriers & inst->refreshing))
			__set_bit(el->number, inst->stored);
	}
}

int gw_carriers_claim(struct gw_instance *inst)
{
	const struct gw_carrier *c;
	int err;

	err = gw_carriers_learn(inst);
	if (err)
		return err;
	gw_carriers_learn_stored(inst);
	gw_for_each_carrier(c, inst->carriers) {
		err = c->instance.claim ? c->instance.claim(inst) : 0;
		if (err)
			break;
	}
	return err;
}

int gw_carriers_publish(struct gw_instance *inst)
{
	const struct gw_carrier *c;
	int err = 0;

	gw_for_each_carrier(c, inst->carriers) {
		err = c->instance.publish ? c->instance.publish(inst) : 0;
		if (err)
			break;
	}
	return err;
}

void gw_carriers_revoke(struct gw_instance *inst)
{
	int i;

	for (i = GW_CARRIER_IDS - 1; i >= 0; i--)
		if (inst->carriers & BIT_ULL(i) && gw_carriers[i]->instance.revoke)
			gw_carriers[i]->instance.revoke(inst);
}

void gw_carriers_free(struct gw_instance *inst)
{
	const struct gw_carrier *c;

	gw_for_each_carrier(c, inst->carriers)
		if (c->instance.free)
			c->instance.free(inst);
}

/* Nodes. */

/* On failure some of it was added; then gw_carriers_node_del() is to follow. */
int gw_carriers_node_add(struct gw_node *node)
{
	u64 left;
	int err;

	for (left = gw_carriers_of(node->iface); left; left &= left - 1) {
		const struct gw_carrier *c = gw_carriers[__ffs64(left)];

		node->carriers |= BIT_ULL(__ffs64(left));
		err = c->node.add ? c->node.add(node) : 0;
		if (err)
			return err;
	}
	return 0;
}

void gw_carriers_node_del(struct gw_node *node)
{
	int i;

	for (i = GW_CARRIER_IDS - 1; i >= 0; i--)
		if (node->carriers & BIT_ULL(i) && gw_carriers[i]->node.del)
			gw_carriers[i]->node.del(node);
}
