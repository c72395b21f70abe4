// SPDX-License-Identifier: GPL-2.0-only
/* See directory.h. */
#include <linux/rcupdate.h>

#include "core/directory.h"
#include "core/node.h"

void gw_directory_init(struct gw_directory *dir, unsigned int carrier, int end)
{
	idr_init(&dir->nodes);
	mutex_init(&dir->lock);
	dir->carrier = carrier;
	dir->end = end;
}

void gw_directory_exit(struct gw_directory *dir)
{
	idr_destroy(&dir->nodes);
}

/*
 * Give a node a number, at least 1, which the carrier's state of it is then. What others
 * had stays unused for as long as possible.
 */
int gw_directory_add(struct gw_directory *dir, struct gw_node *node)
{
	long number;

	mutex_lock(&dir->lock);
	number = idr_alloc_cyclic(&dir->nodes, node, 1, dir->end, GFP_KERNEL);
	mutex_unlock(&dir->lock);
	if (number < 0)
		return number;
	WRITE_ONCE(node->state[dir->carrier], (void *)number);
	return 0;
}

/* If it has one. When it returns, nobody uses the node by it any longer. */
void gw_directory_del(struct gw_directory *dir, struct gw_node *node)
{
	long number = (long)node->state[dir->carrier];

	if (!number)
		return;
	WRITE_ONCE(node->state[dir->carrier], NULL);
	mutex_lock(&dir->lock);
	idr_remove(&dir->nodes, number);
	mutex_unlock(&dir->lock);
}

/* The instance of a number that is seen in @net, with a reference, or NULL. */
struct gw_instance *gw_directory_get(struct gw_directory *dir, u32 number, const struct net *net)
{
	struct gw_instance *inst;
	struct gw_node *node;

	mutex_lock(&dir->lock);
	node = idr_find(&dir->nodes, number);
	inst = node && gw_node_seen(node, net) ? gw_node_get_in(node, net) : NULL;
	mutex_unlock(&dir->lock);
	return inst;
}

/* The number of a device that is seen in @net, or 0. */
u32 gw_directory_find(struct gw_directory *dir, const char *device, const struct net *net)
{
	struct gw_node *node;
	u32 number = 0;

	rcu_read_lock();
	node = gw_node_find(device);
	if (node && gw_node_seen(node, net) && gw_node_instance(node, net))
		number = (long)READ_ONCE(node->state[dir->carrier]);
	rcu_read_unlock();
	return number;
}
