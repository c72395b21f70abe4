// SPDX-License-Identifier: GPL-2.0-only
/* Nodes: the device of a name, and the instances behind it. */
#include <linux/hashtable.h>
#include <linux/idr.h>
#include <linux/nsproxy.h>
#include <linux/slab.h>
#include <linux/stringhash.h>
#include <net/net_namespace.h>

#include "core/node.h"

/* See node.h. */
DEFINE_MUTEX(gw_registry_lock);
static DEFINE_HASHTABLE(gw_nodes, 8);		/* by name */
static DEFINE_HASHTABLE(gw_instances, 10);	/* by node and network namespace */
static DEFINE_IDR(gw_minors);

static u32 gw_node_hash(const char *name)
{
	return full_name_hash(NULL, name, strlen(name));
}

static unsigned long gw_instance_key(const struct gw_node *node, const struct net *net)
{
	return (unsigned long)node + (unsigned long)net;
}

/* RCU is sufficient. */
struct gw_node *gw_node_find(const char *name)
{
	struct gw_node *node;

	hash_for_each_possible_rcu(gw_nodes, node, link, gw_node_hash(name),
				   lockdep_is_held(&gw_registry_lock))
		if (!strcmp(node->name, name))
			return node;
	return NULL;
}

/* @net: NULL if its interface does not distinguish namespaces. RCU is sufficient. */
struct gw_instance *gw_node_instance(struct gw_node *node, const struct net *net)
{
	struct gw_instance *inst;

	if (!node->netns_each)
		net = NULL;
	hash_for_each_possible_rcu(gw_instances, inst, link, gw_instance_key(node, net),
				   lockdep_is_held(&gw_registry_lock))
		if (inst->node == node && inst->net == net)
			return inst;
	return NULL;
}

void gw_node_instance_add(struct gw_node *node, struct gw_instance *inst)
{
	inst->node = node;
	hash_add_rcu(gw_instances, &inst->link, gw_instance_key(node, inst->net));
	node->n_instances++;
}

/* Return: was it the last? */
bool gw_node_instance_del(struct gw_node *node, struct gw_instance *inst)
{
	hash_del_rcu(&inst->link);
	return !--node->n_instances;
}

/*
 * Can those see it who have no file of it? What is there in each network namespace is seen
 * in its own, all else in the initial one only.
 */
bool gw_node_seen(const struct gw_node *node, const struct net *net)
{
	return node->netns_each || net_eq(net, &init_net);
}

/*
 * Two modules must not use one name for different things. Return: 0, -EEXIST, or
 * -EBUSY: the other is about to be gone.
 */
int gw_interface_clashes(const struct gw_interface *iface)
{
	struct gw_node *node;
	unsigned int i;
	int err = 0;

	hash_for_each(gw_nodes, i, node, link) {
		if (node->iface == iface || strcmp(node->iface->name, iface->name))
			continue;
		if (node->n_instances)
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
	node->iface = iface;
	node->netns_each = iface->netns_each;
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
	hash_add_rcu(gw_nodes, &node->link, gw_node_hash(name));
	return node;

err_node:
	kfree(node);
	return ERR_PTR(err);
}

void gw_node_del(struct gw_node *node)
{
	hash_del_rcu(&node->link);
	idr_remove(&gw_minors, node->minor);
	kfree_rcu(node, rcu);
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

/* Entered, without a reference: it stays until gw_leave(). NULL: none, or it is too late. */
static struct gw_instance *gw_node_enter_in(struct gw_node *node, const struct net *net)
{
	struct gw_instance *inst;

	rcu_read_lock();
	inst = gw_node_instance(node, net);
	if (inst && !gw_enter(inst))
		inst = NULL;
	rcu_read_unlock();
	return inst;
}

/* As gw_node_get(), but entered. */
struct gw_instance *gw_node_enter(struct gw_node *node)
{
	return gw_node_enter_in(node, current->nsproxy->net_ns);
}

/* The same for those who know the name of a device alone. */
struct gw_instance *gw_node_enter_seen(const char *name, const struct net *net)
{
	struct gw_instance *inst = NULL;
	struct gw_node *node;

	rcu_read_lock();
	node = gw_node_find(name);
	if (node && gw_node_seen(node, net))
		inst = gw_node_enter_in(node, net);
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
