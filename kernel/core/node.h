/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Nodes: each a device of class "gangway", with the instances behind it. Only
 * instances in different network namespaces share one.
 */
#ifndef _GANGWAY_NODE_H
#define _GANGWAY_NODE_H

#include "core/instance.h"

struct attribute_group;

/* Maximum number of devices. */
#define GW_MINORS 4096

struct gw_node {
	struct hlist_node link;
	struct rcu_head rcu;
	unsigned int n_instances;
	const struct gw_interface *iface;
	bool netns_each;		/* @iface's, which may be gone for whoever has RCU only */
	struct device *dev;
	int minor;
	char name[GW_NAME_SIZE];
	const char *instance;		/* the part of @name after '@', or NULL */
	const struct attribute_group **groups;	/* of @dev, besides its class's */
	u64 carriers;			/* whose part of it was added, or begun */
	bool busy;			/* its files are being added or removed */
	void *state[GW_CARRIER_IDS];	/* each carrier's own */
};

/* Protects nodes, and which instances are visible; never held while waiting for anybody. */
extern struct mutex gw_registry_lock;

/* node.c: the caller holds gw_registry_lock, unless it says otherwise */
struct gw_node *gw_node_find(const char *name);
struct gw_instance *gw_node_instance(struct gw_node *node, const struct net *net);
void gw_node_instance_add(struct gw_node *node, struct gw_instance *inst);
bool gw_node_instance_del(struct gw_node *node, struct gw_instance *inst);
bool gw_node_seen(const struct gw_node *node, const struct net *net);
int gw_interface_clashes(const struct gw_interface *iface);
struct gw_node *gw_node_add(const struct gw_interface *iface, const char *name);
void gw_node_del(struct gw_node *node);

/* With a reference, or entered, or NULL; all take the locks they need. */
struct gw_instance *gw_node_get(struct gw_node *node);
struct gw_instance *gw_node_get_in(struct gw_node *node, const struct net *net);
struct gw_instance *gw_node_enter(struct gw_node *node);
struct gw_instance *gw_node_enter_seen(const char *name, const struct net *net);
struct gw_instance *gw_instance_find(unsigned int minor, struct net *net);

/* device.c */
int gw_device_init(void);
void gw_device_exit(void);
int gw_device_add(struct gw_node *node, struct device *parent);
void gw_device_del(struct gw_node *node);

/*
 * The mode of a file that represents one element: that of the interface, limited
 * to what the element supports.
 */
static inline umode_t gw_element_mode(const struct gw_interface *iface,
				      const struct gw_element *el)
{
	umode_t use = 0;

	if (el->readable || el->kind == GW_TABLE)
		use |= 0444;
	if (el->writable)
		use |= 0222;
	return iface->mode & use;
}

#endif /* _GANGWAY_NODE_H */
