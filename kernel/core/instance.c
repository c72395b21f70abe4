// SPDX-License-Identifier: GPL-2.0-only
/* Instances: their memory and locks, and what a provider may query. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "core/carrier.h"
#include "core/session.h"
#include "core/stream.h"
#include "core/subscription.h"
#include "core/value.h"

/*
 * Indexes the elements by number. Copies: what they say of sizes and kinds is looked
 * at before a section is entered.
 */
static int gw_elements_index(struct gw_instance *inst)
{
	const struct gw_interface *iface = inst->iface;
	struct gw_element *el;

	inst->copies = kmemdup(iface->elements, iface->n_elements * sizeof(*el), GFP_KERNEL);
	if (!inst->copies)
		return -ENOMEM;
	for (el = inst->copies; el < inst->copies + iface->n_elements; el++) {
		if (el->number < GW_ELEMENT_MIN || el->number > GW_ELEMENT_MAX ||
		    inst->elements[el->number]) {
			pr_err("%s.%s: bad number %u\n", iface->name, el->name,
			       el->number);
			return -EINVAL;
		}
		inst->elements[el->number] = el;
		inst->numbers = max(inst->numbers, el->number + 1U);
	}
	return 0;
}

static void gw_instance_drained(struct percpu_ref *running)
{
	complete(&container_of(running, struct gw_instance, running)->drained);
}

/*
 * Each instance has its own lock classes, because a handler of one may register
 * or unregister another.
 */
static void gw_locks_init(struct gw_instance *inst)
{
	lockdep_register_key(&inst->running_key);
	lockdep_register_key(&inst->handlers_key);
	lockdep_register_key(&inst->lifecycle_key);
	lockdep_init_map(&inst->dep_map, "gw_instance.running", &inst->running_key, 0);
	mutex_init(&inst->handlers);
	lockdep_set_class(&inst->handlers, &inst->handlers_key);
	mutex_init(&inst->lifecycle);
	lockdep_set_class(&inst->lifecycle, &inst->lifecycle_key);
	mutex_init(&inst->subscribing);
	spin_lock_init(&inst->sessions_lock);
}

static void gw_locks_exit(struct gw_instance *inst)
{
	lockdep_unregister_key(&inst->running_key);
	lockdep_unregister_key(&inst->handlers_key);
	lockdep_unregister_key(&inst->lifecycle_key);
}

struct gw_instance *gw_instance_alloc(const struct gw_interface *iface)
{
	struct gw_instance *inst;
	int err;

	inst = kzalloc(sizeof(*inst), GFP_KERNEL);
	if (!inst)
		return ERR_PTR(-ENOMEM);
	kref_init(&inst->ref);
	inst->iface = iface;
	inst->serial = !iface->concurrent;
	inst->mode = iface->mode;
	init_completion(&inst->drained);
	init_waitqueue_head(&inst->wait);
	gw_sessions_prepare(inst);
	gw_locks_init(inst);

	err = gw_elements_index(inst);
	if (err)
		goto err_inst;
	err = -ENOMEM;
	inst->emitter.counts = __alloc_percpu(inst->numbers * sizeof(struct gw_count),
					      sizeof(struct gw_count));
	if (!inst->emitter.counts)
		goto err_inst;
	gw_subscriptions_init(inst);
	err = gw_values_alloc(inst);
	if (err)
		goto err_values;
	err = gw_streams_alloc(inst) ?:
	      percpu_ref_init(&inst->running, gw_instance_drained, 0, GFP_KERNEL);
	if (err)
		goto err_values;
	return inst;

err_values:
	gw_streams_free(inst);
	gw_values_free(inst);
	free_percpu(inst->emitter.counts);
err_inst:
	gw_locks_exit(inst);
	kfree(inst->copies);
	kfree(inst);
	return ERR_PTR(err);
}

static void gw_instance_free(struct kref *ref)
{
	struct gw_instance *inst = container_of(ref, struct gw_instance, ref);

	percpu_ref_exit(&inst->running);
	gw_carriers_free(inst);
	gw_streams_free(inst);
	gw_values_free(inst);
	free_percpu(inst->emitter.counts);
	gw_locks_exit(inst);
	kfree(inst->copies);
	kfree_rcu(inst, rcu);
}

/* Drops a reference, from process context. */
void gw_instance_put(struct gw_instance *inst)
{
	kref_put(&inst->ref, gw_instance_free);
}

/* Only thunks ask, of an instance whose handler they are. */
const void *gw_ops(const struct gw_instance *inst)
{
	return inst->ops;
}
EXPORT_SYMBOL_GPL(gw_ops);

void *gw_priv(const struct gw_instance *inst)
{
	return IS_ERR_OR_NULL(inst) ? NULL : inst->priv;
}
EXPORT_SYMBOL_GPL(gw_priv);

struct net *gw_net(const struct gw_instance *inst)
{
	return IS_ERR_OR_NULL(inst) ? NULL : inst->net;
}
EXPORT_SYMBOL_GPL(gw_net);

bool gw_dying(const struct gw_instance *inst)
{
	return IS_ERR_OR_NULL(inst) || READ_ONCE(inst->dead);
}
EXPORT_SYMBOL_GPL(gw_dying);

/* Of what is no instance. */
static DECLARE_WAIT_QUEUE_HEAD(gw_nobody);

wait_queue_head_t *gw_wait_queue(struct gw_instance *inst)
{
	return IS_ERR_OR_NULL(inst) ? &gw_nobody : &inst->wait;
}
EXPORT_SYMBOL_GPL(gw_wait_queue);
