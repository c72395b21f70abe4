// SPDX-License-Identifier: GPL-2.0-only
/*
 * The registry: which instances of which interfaces there are, and how they
 * come and go.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/ctype.h>
#include <linux/idr.h>
#include <linux/nsproxy.h>
#include <linux/slab.h>

#include "core/carrier.h"
#include "carriers/page.h"
#include "core/trace.h"

static DEFINE_MUTEX(gw_registry_lock);
static LIST_HEAD(gw_nodes);
static DEFINE_IDR(gw_minors);

/* Nodes: gw_registry_lock is held. */

static struct gw_node *gw_node_find(const char *name)
{
	struct gw_node *node;

	list_for_each_entry(node, &gw_nodes, link)
		if (!strcmp(node->name, name))
			return node;
	return NULL;
}

/* @net: NULL if its interface does not tell namespaces apart. Under RCU will do. */
static struct gw_instance *gw_node_instance(struct gw_node *node,
					    const struct net *net)
{
	struct gw_instance *inst;

	list_for_each_entry_rcu(inst, &node->instances, link,
				lockdep_is_held(&gw_registry_lock))
		if (!node->iface->netns_each || inst->net == net)
			return inst;
	return NULL;
}

/* Two modules must not call two things by one name. */
static bool gw_interface_clashes(const struct gw_interface *iface)
{
	struct gw_node *node;

	list_for_each_entry(node, &gw_nodes, link)
		if (node->iface != iface &&
		    !strcmp(node->iface->name, iface->name))
			return true;
	return false;
}

static struct gw_node *gw_node_add(const struct gw_interface *iface,
				   const char *name)
{
	struct gw_node *node;
	int err;

	node = kzalloc(sizeof(*node), GFP_KERNEL);
	if (!node)
		return ERR_PTR(-ENOMEM);
	INIT_LIST_HEAD(&node->instances);
	node->iface = iface;
	strscpy(node->name, name, sizeof(node->name));
	node->instance = strchr(node->name, '@');
	if (node->instance)
		node->instance++;

	node->minor = idr_alloc(&gw_minors, node, 0, GW_MINORS, GFP_KERNEL);
	if (node->minor < 0) {
		err = node->minor;
		goto err_node;
	}
	list_add_tail(&node->link, &gw_nodes);
	return node;

err_node:
	kfree(node);
	return ERR_PTR(err);
}

static void gw_node_del(struct gw_node *node)
{
	list_del(&node->link);
	idr_remove(&gw_minors, node->minor);
	kfree(node);
}

/* Instances. */

static bool gw_name_valid(const char *name, size_t max)
{
	const char *c;

	for (c = name; *c; c++)
		if (!isalnum(*c) && !strchr("._:-", *c))
			return false;
	return c != name && c - name <= max && strcmp(name, ".") &&
	       strcmp(name, "..");
}

static int gw_interface_check(const struct gw_interface *iface,
			      const struct net *net, const char *name,
			      const void *ops)
{
	if (iface->abi != GW_PROVIDER_ABI) {
		pr_err("%s: made for provider ABI %u, this is %u: generate and build it again\n",
		       iface->name, iface->abi, GW_PROVIDER_ABI);
		return -ENOEXEC;
	}
	if (!ops || !gw_name_valid(iface->name, GW_INTERFACE_NAME_MAX) ||
	    iface->netns_each != !!net)
		return -EINVAL;
	if (name && (!iface->many || !gw_name_valid(name, GW_INSTANCE_NAME_MAX)))
		return -EINVAL;
	return 0;
}

/* Sorts the elements by number. */
static int gw_elements_index(struct gw_instance *inst)
{
	const struct gw_interface *iface = inst->iface;
	const struct gw_element *el;

	for (el = iface->elements; el < iface->elements + iface->n_elements; el++) {
		if (el->number < GW_ELEMENT_MIN || el->number > GW_ELEMENT_MAX ||
		    inst->elements[el->number]) {
			pr_err("%s.%s: bad number %u\n", iface->name, el->name,
			       el->number);
			return -EINVAL;
		}
		inst->elements[el->number] = el;
	}
	return 0;
}

static void gw_instance_drained(struct percpu_ref *running)
{
	complete(&container_of(running, struct gw_instance, running)->drained);
}

/*
 * Each instance has lock classes of its own: a handler of one may well register
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

static struct gw_instance *gw_instance_alloc(const struct gw_interface *iface)
{
	struct gw_instance *inst;
	int err;

	inst = kzalloc(sizeof(*inst), GFP_KERNEL);
	if (!inst)
		return ERR_PTR(-ENOMEM);
	kref_init(&inst->ref);
	inst->iface = iface;
	init_completion(&inst->drained);
	init_waitqueue_head(&inst->wait);
	INIT_LIST_HEAD(&inst->sessions);
	INIT_LIST_HEAD(&inst->subscriptions);
	gw_locks_init(inst);

	err = gw_elements_index(inst);
	if (err)
		goto err_inst;
	err = -ENOMEM;
	inst->counts = __alloc_percpu(GW_NUMBERS * sizeof(struct gw_count),
				      __alignof__(struct gw_count));
	if (!inst->counts)
		goto err_inst;
	err = gw_values_alloc(inst);
	if (err)
		goto err_values;
	err = percpu_ref_init(&inst->running, gw_instance_drained, 0, GFP_KERNEL);
	if (err)
		goto err_values;
	return inst;

err_values:
	gw_values_free(inst);
	free_percpu(inst->counts);
err_inst:
	gw_locks_exit(inst);
	kfree(inst);
	return ERR_PTR(err);
}

static void gw_instance_free(struct kref *ref)
{
	struct gw_instance *inst = container_of(ref, struct gw_instance, ref);

	percpu_ref_exit(&inst->running);
	gw_page_free(inst);
	gw_values_free(inst);
	free_percpu(inst->counts);
	gw_locks_exit(inst);
	kfree_rcu(inst, rcu);
}

/* Gives up a reference, from process context. */
void gw_instance_put(struct gw_instance *inst)
{
	kref_put(&inst->ref, gw_instance_free);
}

/*
 * The instance of a node that the current task sees, with a reference, or NULL;
 * for handlers of files that go with their node. Such a removal waits for them
 * under gw_registry_lock, so that they cannot take that: hence RCU.
 */
struct gw_instance *gw_node_get(struct gw_node *node)
{
	struct gw_instance *inst;

	rcu_read_lock();
	inst = gw_node_instance(node, current->nsproxy->net_ns);
	if (inst && !kref_get_unless_zero(&inst->ref))
		inst = NULL;
	rcu_read_unlock();
	return inst;
}

/*
 * The instance behind a minor, for an opener who lives in @net; with a
 * reference. NULL if there is none.
 */
struct gw_instance *gw_instance_find(unsigned int minor, struct net *net)
{
	struct gw_instance *inst = NULL;
	struct gw_node *node;

	mutex_lock(&gw_registry_lock);
	node = idr_find(&gw_minors, minor);
	if (node)
		inst = gw_node_instance(node, net);
	if (inst)
		kref_get(&inst->ref);
	mutex_unlock(&gw_registry_lock);
	return inst;
}

/* Finds a free name and makes it this instance's; gw_registry_lock is held. */
static int gw_instance_name(struct gw_instance *inst, const char *name)
{
	const char *iface = inst->iface->name;
	struct gw_node *node;
	unsigned int i;

	if (!inst->iface->many) {
		strscpy(inst->device, iface, sizeof(inst->device));
	} else if (name) {
		snprintf(inst->device, sizeof(inst->device), "%s@%s", iface, name);
	} else {
		for (i = 0; i < GW_MINORS; i++) {
			snprintf(inst->device, sizeof(inst->device), "%s@%u",
				 iface, i);
			node = gw_node_find(inst->device);
			if (!node || !gw_node_instance(node, inst->net))
				return 0;
		}
		return -ENOSPC;
	}
	node = gw_node_find(inst->device);
	return node && gw_node_instance(node, inst->net) ? -EEXIST : 0;
}

/* Makes an instance visible; gw_registry_lock is held. */
static int gw_instance_add(struct gw_instance *inst, struct device *parent,
			   const char *name)
{
	struct gw_node *node;
	int err;

	if (gw_interface_clashes(inst->iface))
		return -EEXIST;
	err = gw_instance_name(inst, name);
	if (err)
		return err;

	node = gw_node_find(inst->device);
	if (!node) {
		node = gw_node_add(inst->iface, inst->device);
		if (IS_ERR(node))
			return PTR_ERR(node);
	}
	inst->node = node;
	/* Last: from here on, handlers are called. */
	list_add_tail_rcu(&inst->link, &node->instances);
	if (node->dev)
		return 0;
	err = gw_carriers_node_add(node);
	if (err)
		goto err_node;
	err = gw_device_add(node, parent);
	if (err)
		goto err_carriers;
	return 0;

err_carriers:
	gw_carriers_node_del(node);
err_node:
	inst->node = NULL;
	list_del_rcu(&inst->link);
	gw_node_del(node);
	return err;
}

static void gw_instance_del(struct gw_instance *inst)
{
	struct gw_node *node = inst->node;

	list_del_rcu(&inst->link);
	if (list_empty(&node->instances)) {
		gw_device_del(node);
		gw_carriers_node_del(node);
		gw_node_del(node);
	}
}

/* When it returns, nobody calls the provider any more. */
static void gw_instance_revoke(struct gw_instance *inst)
{
	/* Nobody enters any more; those who wait, here or in poll, leave. */
	WRITE_ONCE(inst->dead, true);
	percpu_ref_kill(&inst->running);
	wake_up_all(&inst->wait);
	gw_sessions_wake(inst);

	rwsem_acquire(&inst->dep_map, 0, 0, _RET_IP_);
	wait_for_completion(&inst->drained);
	rwsem_release(&inst->dep_map, _RET_IP_);

	gw_sessions_close(inst);
	gw_carriers_revoke(inst);
	gw_params_release(inst);
}

struct gw_instance *gw_register(const struct gw_interface *iface,
				struct module *owner, struct net *net,
				struct device *parent, const char *name,
				const void *ops, void *priv)
{
	struct gw_instance *inst;
	int err;

	might_sleep();
	err = gw_interface_check(iface, net, name, ops);
	if (err)
		return ERR_PTR(err);
	inst = gw_instance_alloc(iface);
	if (IS_ERR(inst))
		return inst;
	inst->owner = owner;
	inst->net = net;
	inst->ops = ops;
	inst->priv = priv;

	err = gw_params_apply(inst);
	if (err)
		goto err_inst;
	err = gw_carriers_publish(inst);
	if (err)
		goto err_params;
	mutex_lock(&gw_registry_lock);
	err = gw_instance_add(inst, parent, name);
	mutex_unlock(&gw_registry_lock);
	if (err)
		goto err_revoke;
	trace_register(inst);
	return inst;

err_revoke:
	gw_instance_revoke(inst);	/* it may have been visible for a moment */
err_params:
	gw_params_release(inst);
err_inst:
	gw_instance_put(inst);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(gw_register);

void gw_unregister(struct gw_instance *inst)
{
	if (IS_ERR_OR_NULL(inst))
		return;
	might_sleep();
	trace_revoke(inst);

	gw_instance_revoke(inst);
	mutex_lock(&gw_registry_lock);
	gw_instance_del(inst);
	mutex_unlock(&gw_registry_lock);
	gw_instance_put(inst);
}
EXPORT_SYMBOL_GPL(gw_unregister);

const void *gw_ops(const struct gw_instance *inst)
{
	return inst->ops;
}
EXPORT_SYMBOL_GPL(gw_ops);

void *gw_priv(const struct gw_instance *inst)
{
	return inst->priv;
}
EXPORT_SYMBOL_GPL(gw_priv);

struct net *gw_net(const struct gw_instance *inst)
{
	return inst->net;
}
EXPORT_SYMBOL_GPL(gw_net);

bool gw_dying(const struct gw_instance *inst)
{
	return READ_ONCE(inst->dead);
}
EXPORT_SYMBOL_GPL(gw_dying);

wait_queue_head_t *gw_wait_queue(struct gw_instance *inst)
{
	return &inst->wait;
}
EXPORT_SYMBOL_GPL(gw_wait_queue);
