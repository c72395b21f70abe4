/* SPDX-License-Identifier: GPL-2.0-only */
/* Interfaces as families of generic netlink: their commands and groups. */
#ifndef _GANGWAY_FAMILY_H
#define _GANGWAY_FAMILY_H

#include <linux/mutex.h>
#include <linux/refcount.h>
#include <net/genetlink.h>

#include "core/instance.h"

#define GW_NO_GROUP 0xff

/* A family; registered as long as it has users, kept until gangway.ko is unloaded. */
struct gw_family {
	struct list_head link;
	struct genl_family genl;
	refcount_t users;
	struct mutex registering;	/* with its first user, or unregistering */
	char *description;		/* a copy, which identifies it */
	u32 description_size;
	u8 groups[GW_NUMBERS];		/* of events and properties; or GW_NO_GROUP */
	struct list_head instances;	/* struct gw_genl: genetlink.c */
};

struct gw_family *gw_family_get(const struct gw_interface *iface);
void gw_family_put(struct gw_family *f);
struct gw_family *gw_family_by_id(int id);
void gw_families_free(void);

/* genetlink.c and dump.c: what commands do */
int gw_genl_doit(struct sk_buff *skb, struct genl_info *info);
int gw_genl_dump_start(struct netlink_callback *cb);
int gw_genl_dump(struct sk_buff *skb, struct netlink_callback *cb);

#endif /* _GANGWAY_FAMILY_H */
