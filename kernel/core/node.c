// SPDX-License-Identifier: GPL-2.0-only
/* Nodes: the device of a name, and the instances behind it. */
#include <linux/idr.h>
#include <linux/nsproxy.h>
#include <linux/rculist.h>
#include <linux/slab.h>

#include "core/node.h"

/* See node.h. */
DEFINE_MUTEX(gw_registry_lock);
static LIST_HEAD(gw_nodes);
static DEFINE_IDR(gw_minors);

struct gw_node *gw_node_find(const char *name)
{
	struct gw_node *node;

	list_for_each_entry(node, &gw_nodes, link)
		if (!strcmp(node->name, name))
			return node;
	return NULL;
}

/* @net: NULL if its interface does not distinguish namespaces. RCU is sufficient. */
struct gw_instance *gw_node_instance(struct gw_node *node, const struct net *net)
{
	struct gw_instance *inst;

	list_for_each_entry_rcu(inst, &node->instances, link,
				lockdep_is_held(&gw_registry_lock))
		if (!node->iface->netns_each || inst->net == net)
			return inst;
	return NULL;
}

/*
 * Two modules must not use one name for different things. Return: 0, -EEXIST, or
 * -EBUSY: the other is about to be gone.
 */
int gw_interface_clashes(const struct gw_interface *iface)
{
	struct gw_node *node;
	int err = 0;

	list_for_each_entry(node, &gw_nodes, link) {
		if (node->iface == iface || strcmp(node->iface->name, iface->name))
			continue;
		if (!list_empty(&node->instances))
			return -EEXIST;
		err = -EBUSY;
	}
	return err;
}

/* It is busy until its files are there. */
struct gw_node *gw_node_add(const struct gw_interface *iface, const char *name)
{
	struct gw_node *node;
	int err;

	node = kzalloc(sizeof(*node), GFP_KERNEL);
	if (!node)
		return ERR_PTR(-ENOMEM);
	INIT_LIST_HEAD(&node->instances);
	node->iface = iface;
	node->busy = true;
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

void gw_node_del(struct gw_node *node)
{
	list_del(&node->link);
	idr_remove(&gw_minors, node->minor);
	kfree(node);
}

/*
 * The instance of a node that is seen in @net, with a reference, or NULL; for those
 * who know that the node stays meanwhile.
 */
struct gw_instance *gw_node_get_in(struct gw_node *node, const struct net *net)
{
	struct gw_instance *inst;

	rcu_read_lock();
	inst = gw_node_instance(node, net);
	if (inst && !kref_get_unless_zero(&inst->ref))
		inst = NULL;
	rcu_read_unlock();
	return inst;
}

/*
 * The same for the current task; for handlers of files that are removed with their
 * node.
 */
struct gw_instance *gw_node_get(struct gw_node *node)
{
	return gw_node_get_in(node, current->nsproxy->net_ns);
}

/*
 * The same, entered and without a reference: it stays until gw_leave(). NULL: there is
 * none, or it is too late.
 */
struct gw_instance *gw_node_enter(struct gw_node *node)
{
	struct gw_instance *inst;

	rcu_read_lock();
	inst = gw_node_instance(node, current->nsproxy->net_ns);
	if (inst && !gw_enter(inst))
		inst = NULL;
	rcu_read_unlock();
	return inst;
}

/*
 * The instance of a minor, for an opener in @net; with a reference. NULL if
 * there is none.
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
