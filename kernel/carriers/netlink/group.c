// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "netlink": multicast groups, and who may join them. Nobody leaves a group
 * because its interface has gone. So each is, as long as gangway.ko is loaded, the same
 * event's of the same interface, for the same listeners: who is in it from earlier
 * might join it now.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/capability.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "carriers/netlink/netlink.h"
#include "core/request.h"

struct gw_netlink_group {
	char interface[GW_INTERFACE_NAME_MAX + 1];
	u16 number;			/* of the event */
	s16 capability;			/* that listeners need, or -1 */
	bool others_read;		/* by the mode of the interface */
	bool netns_each;
};

/* By number, which begin with 1. Only added to; protected by the lock. */
static DEFINE_SPINLOCK(gw_netlink_groups_lock);
static struct gw_netlink_group *gw_netlink_groups[GW_NETLINK_GROUPS + 1];
static int gw_netlink_n_groups;

static bool gw_netlink_group_is(const struct gw_netlink_group *a,
				const struct gw_netlink_group *b)
{
	return !strcmp(a->interface, b->interface) && a->number == b->number &&
	       a->capability == b->capability && a->others_read == b->others_read &&
	       a->netns_each == b->netns_each;
}

/* The group that is as @made, which becomes one if there is none; the lock is held. */
static int gw_netlink_group_add(struct gw_netlink_group *made)
{
	int group;

	for (group = 1; group <= gw_netlink_n_groups; group++)
		if (gw_netlink_group_is(gw_netlink_groups[group], made))
			return group;
	if (gw_netlink_n_groups == GW_NETLINK_GROUPS)
		return -ENOSPC;
	gw_netlink_groups[++gw_netlink_n_groups] = made;
	return gw_netlink_n_groups;
}

/**
 * gw_netlink_group_get() - the group of an event
 * @iface: its interface
 * @el: the event
 *
 * Context: may sleep. Return: its number; -ENOMEM, or -ENOSPC: there have been too many.
 */
int gw_netlink_group_get(const struct gw_interface *iface, const struct gw_element *el)
{
	struct gw_netlink_group *made;
	int group;

	made = kzalloc(sizeof(*made), GFP_KERNEL);
	if (!made)
		return -ENOMEM;
	strscpy(made->interface, iface->name, sizeof(made->interface));
	made->number = el->number;
	made->capability = el->capability;
	made->others_read = iface->mode & 0004;
	made->netns_each = iface->netns_each;

	spin_lock(&gw_netlink_groups_lock);
	group = gw_netlink_group_add(made);
	if (group > 0 && gw_netlink_groups[group] == made)
		made = NULL;
	spin_unlock(&gw_netlink_groups_lock);
	kfree(made);
	if (group == -ENOSPC)
		pr_err("%s: all %d multicast groups of netlink have been given to other events: load gangway again\n",
		       iface->name, GW_NETLINK_GROUPS);
	return group;
}

/* A socket of @net is about to join. The same answer as gw_sender_allowed() has. */
int gw_netlink_bind(struct net *net, int group)
{
	const struct gw_netlink_group *g = NULL;
	int capability;

	spin_lock(&gw_netlink_groups_lock);
	if (group > 0 && group <= gw_netlink_n_groups)
		g = gw_netlink_groups[group];
	spin_unlock(&gw_netlink_groups_lock);
	if (!g)
		return -ENOENT;
	capability = g->capability;
	if (capability < 0 && !g->others_read)
		capability = CAP_NET_ADMIN;
	if (capability < 0 ||
	    ns_capable(gw_user_ns(g->netns_each ? net : NULL, g->capability), capability))
		return 0;
	return -EPERM;
}

/* gangway.ko is being unloaded: there is no instance, and no socket. */
void gw_netlink_groups_exit(void)
{
	while (gw_netlink_n_groups)
		kfree(gw_netlink_groups[gw_netlink_n_groups--]);
}
