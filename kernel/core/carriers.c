// SPDX-License-Identifier: GPL-2.0-only
/* All carriers of gangway.ko. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/export.h>
#include <linux/printk.h>

#include "core/carrier.h"

/* NULL: planned, or of build time. */
static const struct gw_carrier * const gw_carriers[GW_CARRIER_IDS] = {
#define GW_CARRIER(name, ...) \
	[GW_CARRIER_##name] = &gw_##name##_carrier,
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

static void gw_carriers_revoke_below(struct gw_instance *inst, int n)
{
	u64 carriers = gw_carriers_of(inst->iface);

	while (n--)
		if (carriers & BIT_ULL(n) && gw_carriers[n]->revoke)
			gw_carriers[n]->revoke(inst);
}

static int gw_carrier_publish(struct gw_instance *inst, int i)
{
	if (!gw_carriers[i]) {
		pr_err("%s: this gangway.ko has no carrier %d\n", inst->iface->name, i);
		return -ENOEXEC;
	}
	return gw_carriers[i]->publish ? gw_carriers[i]->publish(inst) : 0;
}

int gw_carriers_publish(struct gw_instance *inst)
{
	u64 carriers = gw_carriers_of(inst->iface);
	int i, err;

	for (i = 0; i < GW_CARRIER_IDS; i++) {
		if (!(carriers & BIT_ULL(i)))
			continue;
		err = gw_carrier_publish(inst, i);
		if (err) {
			gw_carriers_revoke_below(inst, i);
			return err;
		}
	}
	return 0;
}

void gw_carriers_revoke(struct gw_instance *inst)
{
	gw_carriers_revoke_below(inst, GW_CARRIER_IDS);
}

/* Nodes: gw_registry_lock is held. */

static void gw_carriers_node_del_below(struct gw_node *node, int n)
{
	u64 carriers = gw_carriers_of(node->iface);

	while (n--)
		if (carriers & BIT_ULL(n) && gw_carriers[n]->node_del)
			gw_carriers[n]->node_del(node);
}

int gw_carriers_node_add(struct gw_node *node)
{
	u64 carriers = gw_carriers_of(node->iface);
	int i, err;

	for (i = 0; i < GW_CARRIER_IDS; i++) {
		if (!(carriers & BIT_ULL(i)) || !gw_carriers[i]->node_add)
			continue;
		err = gw_carriers[i]->node_add(node);
		if (err) {
			gw_carriers_node_del_below(node, i);
			return err;
		}
	}
	return 0;
}

void gw_carriers_node_del(struct gw_node *node)
{
	gw_carriers_node_del_below(node, GW_CARRIER_IDS);
}

void gw_changed(struct gw_instance *inst, const struct gw_element *el)
{
	unsigned long i, carriers;

	if (IS_ERR_OR_NULL(inst))
		return;
	/* Fully ordered: after the change, before any look at who waits for it. */
	(void)atomic_inc_return(&inst->generations[el->number]);
	carriers = el->carriers;
	for_each_set_bit(i, &carriers, GW_CARRIER_IDS)
		if (gw_carriers[i]->changed)
			gw_carriers[i]->changed(inst, el);
}
EXPORT_SYMBOL_GPL(gw_changed);
