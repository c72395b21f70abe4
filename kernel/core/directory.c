// SPDX-License-Identifier: GPL-2.0-only
/* See directory.h. */
#include <linux/string.h>
#include <net/net_namespace.h>

#include "core/directory.h"
#include "core/node.h"

void gw_directory_init(struct gw_directory *dir, int end)
{
	idr_init(&dir->nodes);
	mutex_init(&dir->lock);
	dir->end = end;
}

void gw_directory_exit(struct gw_directory *dir)
{
	idr_destroy(&dir->nodes);
}

/**
 * gw_directory_add() - give a node a number
 * @dir: where
 * @node: which
 *
 * What others had stays unused for as long as possible. Return: it, at least 1, or a
 * negative errno.
 */
int gw_directory_add(struct gw_directory *dir, struct gw_node *node)
{
	int number;

	mutex_lock(&dir->lock);
	number = idr_alloc_cyclic(&dir->nodes, node, 1, dir->end, GFP_KERNEL);
	mutex_unlock(&dir->lock);
	return number;
}

/* When it returns, nobody uses the node of this number any longer. */
void gw_directory_del(struct gw_directory *dir, u32 number)
{
	mutex_lock(&dir->lock);
	idr_remove(&dir->nodes, number);
	mutex_unlock(&dir->lock);
}

/*
 * What is there in each network namespace is seen in its own, all else in the initial one
 * only. The directory is locked. With a reference, or NULL.
 */
static struct gw_instance *gw_directory_seen(struct gw_node *node, const struct net *net)
{
	if (!node->iface->netns_each && !net_eq(net, &init_net))
		return NULL;
	return gw_node_get_in(node, net);
}

/* The instance of a number that is seen in @net, with a reference, or NULL. */
struct gw_instance *gw_directory_get(struct gw_directory *dir, u32 number, const struct net *net)
{
	struct gw_instance *inst;
	struct gw_node *node;

	mutex_lock(&dir->lock);
	node = idr_find(&dir->nodes, number);
	inst = node ? gw_directory_seen(node, net) : NULL;
	mutex_unlock(&dir->lock);
	return inst;
}

/* The number of a device that is seen in @net, or 0. */
u32 gw_directory_find(struct gw_directory *dir, const char *device, const struct net *net)
{
	struct gw_instance *inst = NULL;
	struct gw_node *node;
	int number;

	mutex_lock(&dir->lock);
	idr_for_each_entry(&dir->nodes, node, number)
		if (!strcmp(node->name, device))
			break;
	if (node)
		inst = gw_directory_seen(node, net);
	mutex_unlock(&dir->lock);
	if (!inst)
		return 0;
	gw_instance_put(inst);
	return number;
}
