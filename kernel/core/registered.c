// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which instances are registered, so that a provider's mistakes are named instead
 * of being followed by a crash: one that is unregistered twice is left alone; one
 * that is still there when its module or its network namespace goes is revoked by
 * force, without calling a handler.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/hashtable.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "core/registered.h"
#include "core/subscription.h"

/* By address, which is all that may be looked at of what a provider hands in. */
static DEFINE_HASHTABLE(gw_registered, 8);
/* Protects it, and the lists of all network namespaces. */
static DEFINE_SPINLOCK(gw_registered_lock);

/* Instances that belong to a network namespace. */
struct gw_net {
	struct list_head instances;
};

static unsigned int gw_net_id;

/* The last that were unregistered, to have names for those that it happens to again. */
static struct gw_past {
	const struct gw_instance *inst;	/* an address, nothing more */
	char device[GW_NAME_SIZE];
	char owner[MODULE_NAME_LEN];
} gw_past[16];

static unsigned int gw_past_next;

void gw_registered_add(struct gw_instance *inst)
{
	spin_lock(&gw_registered_lock);
	hash_add(gw_registered, &inst->registered, (unsigned long)inst);
	INIT_LIST_HEAD(&inst->of_net);
	if (inst->net) {
		struct gw_net *own = net_generic(inst->net, gw_net_id);

		list_add(&inst->of_net, &own->instances);
	}
	spin_unlock(&gw_registered_lock);
}

/* Under gw_registered_lock. */
static void gw_registered_del(struct gw_instance *inst)
{
	struct gw_past *past = &gw_past[gw_past_next++ % ARRAY_SIZE(gw_past)];

	hash_del(&inst->registered);
	list_del(&inst->of_net);
	past->inst = inst;
	strscpy(past->device, inst->device, sizeof(past->device));
	strscpy(past->owner, gw_owner_name(inst), sizeof(past->owner));
}

/* Under gw_registered_lock. */
static void gw_registered_complain(const struct gw_instance *inst)
{
	const struct gw_past *past;
	unsigned int i;

	/* The last that was there: memory is used again. */
	for (i = 1; i <= ARRAY_SIZE(gw_past); i++) {
		past = &gw_past[(gw_past_next - i) % ARRAY_SIZE(gw_past)];
		if (past->inst != inst)
			continue;
		pr_err("%s: module %s unregisters it, but it is not registered any more\n",
		       past->device, past->owner);
		return;
	}
	pr_err("gw_unregister() was called for what is not registered\n");
}

/* Whoever takes it ends it. false: it is not registered, and need not even exist. */
bool gw_registered_take(struct gw_instance *inst)
{
	struct gw_instance *other;
	bool found = false;

	spin_lock(&gw_registered_lock);
	hash_for_each_possible(gw_registered, other, registered, (unsigned long)inst)
		found = found || other == inst;
	if (found)
		gw_registered_del(inst);
	else
		gw_registered_complain(inst);
	spin_unlock(&gw_registered_lock);
	return found;
}

/* Several that go together. */

/* Under gw_registered_lock. Return: false, it was dead already. */
static bool gw_registered_kill(struct gw_instance *inst, struct list_head *killed)
{
	if (gw_dying(inst))
		return false;
	gw_instance_kill(inst);
	kref_get(&inst->ref);
	list_add(&inst->killed, killed);
	return true;
}

/*
 * They wait, each by itself later, for the same grace period: after it nobody enters any
 * longer, and no emitter uses what they are to free.
 */
static void gw_registered_killed(struct list_head *killed)
{
	struct gw_instance *inst, *next;

	list_for_each_entry_safe(inst, next, killed, killed) {
		gw_subscriptions_end(inst);
		gw_instance_put(inst);
	}
}

/* Modules that go. */

static struct gw_instance *gw_registered_take_of(const struct module *owner)
{
	struct gw_instance *inst, *found = NULL;
	int i;

	spin_lock(&gw_registered_lock);
	hash_for_each(gw_registered, i, inst, registered)
		if (inst->owner == owner)
			found = inst;
	if (found)
		gw_registered_del(found);
	spin_unlock(&gw_registered_lock);
	return found;
}

/* Of @iface in all network namespaces; NULL: all. Return: there may be more. */
static bool gw_registered_kill_some(const struct module *owner, const struct gw_interface *iface)
{
	struct gw_instance *inst;
	unsigned int left = 64;
	LIST_HEAD(killed);
	int i;

	spin_lock(&gw_registered_lock);
	hash_for_each(gw_registered, i, inst, registered) {
		if (inst->owner != owner || (iface && (inst->iface != iface || !inst->net)))
			continue;
		if (gw_registered_kill(inst, &killed) && !--left)
			break;
	}
	spin_unlock(&gw_registered_lock);
	gw_registered_killed(&killed);
	cond_resched();
	return !left;
}

/**
 * gw_registered_kill_alike() - what a module that goes has in other network namespaces
 * @inst: the first of them; it has been taken
 *
 * goes next. There may be thousands, and each would wait for a grace period of its own.
 *
 * Context: may sleep.
 */
void gw_registered_kill_alike(const struct gw_instance *inst)
{
	if (!inst->net || gw_dying(inst) || !inst->owner ||
	    inst->owner->state != MODULE_STATE_GOING)
		return;
	while (gw_registered_kill_some(inst->owner, inst->iface))
		;
}

/* Its exit has run, or its init has failed; its code and tables are still there. */
static int gw_module_notify(struct notifier_block *nb, unsigned long state, void *module)
{
	struct gw_instance *inst;

	if (state != MODULE_STATE_GOING)
		return NOTIFY_DONE;
	while (gw_registered_kill_some(module, NULL))
		;
	while ((inst = gw_registered_take_of(module))) {
		pr_err("%s: module %s goes without having unregistered it: it is revoked by force\n",
		       inst->device, module_name(module));
		gw_instance_abandon(inst);
	}
	return NOTIFY_OK;
}

static struct notifier_block gw_module_notifier = { .notifier_call = gw_module_notify };

/* Network namespaces that go. */

static int __net_init gw_net_init(struct net *net)
{
	struct gw_net *own = net_generic(net, gw_net_id);

	INIT_LIST_HEAD(&own->instances);
	return 0;
}

static struct gw_instance *gw_registered_take_in(struct gw_net *own)
{
	struct gw_instance *inst;

	spin_lock(&gw_registered_lock);
	inst = list_first_entry_or_null(&own->instances, struct gw_instance, of_net);
	if (inst)
		gw_registered_del(inst);
	spin_unlock(&gw_registered_lock);
	return inst;
}

/*
 * Before any provider's: so that those of all namespaces that go together wait at
 * the same time.
 */
static void __net_exit gw_net_pre_exit(struct net *net)
{
	struct gw_net *own = net_generic(net, gw_net_id);
	struct gw_instance *inst;
	LIST_HEAD(killed);

	spin_lock(&gw_registered_lock);
	list_for_each_entry(inst, &own->instances, of_net)
		gw_registered_kill(inst, &killed);
	spin_unlock(&gw_registered_lock);
	gw_registered_killed(&killed);
}

/* After those of all providers, which were registered later. */
static void __net_exit gw_net_exit(struct net *net)
{
	struct gw_net *own = net_generic(net, gw_net_id);
	struct gw_instance *inst;

	while ((inst = gw_registered_take_in(own))) {
		pr_err("%s: module %s has not unregistered it, and its network namespace goes: it is revoked by force\n",
		       inst->device, gw_owner_name(inst));
		gw_instance_abandon(inst);
	}
}

static struct pernet_operations gw_net_ops = {
	.init = gw_net_init,
	.pre_exit = gw_net_pre_exit,
	.exit = gw_net_exit,
	.id = &gw_net_id,
	.size = sizeof(struct gw_net),
};

int __init gw_registered_init(void)
{
	int err;

	err = register_pernet_subsys(&gw_net_ops);
	if (err)
		return err;
	err = register_module_notifier(&gw_module_notifier);
	if (err)
		unregister_pernet_subsys(&gw_net_ops);
	return err;
}

void gw_registered_exit(void)
{
	unregister_module_notifier(&gw_module_notifier);
	unregister_pernet_subsys(&gw_net_ops);
}
