/* SPDX-License-Identifier: GPL-2.0-only */
/* What the parts of carrier genetlink share: see genetlink.c. */
#ifndef _GANGWAY_GENL_H
#define _GANGWAY_GENL_H

#include <linux/workqueue.h>
#include <net/genetlink.h>

#include "carriers/genetlink/family.h"
#include "core/queue.h"

/* An instance as this carrier sees it. */
struct gw_genl {
	struct gw_queue queue;		/* of its events, if it has any */
	struct list_head link;		/* in gw_genls */
	struct gw_instance *inst;
	struct gw_family *family;
	struct mutex sending;		/* keeps messages of a group in order of: */
	u64 last[GW_NUMBERS];		/* the last number assigned */
	DECLARE_BITMAP(changed, GW_NUMBERS);
	struct work_struct changes;
};

/* The state of a published instance; else NULL. */
static inline struct gw_genl *gw_genl(const struct gw_instance *inst)
{
	return inst->state[GW_CARRIER_genetlink];
}

static inline struct gw_genl *to_genl(struct gw_queue *q)
{
	return container_of(q, struct gw_genl, queue);
}

/* genetlink.c: finds the requested instance, and enters it */
struct gw_instance *gw_genl_enter(int family, const struct net *net,
				  const struct nlattr *name,
				  struct netlink_ext_ack *extack);
int gw_genl_allowed(const struct gw_instance *inst, const struct gw_element *el,
		    struct sk_buff *skb, bool write, struct netlink_ext_ack *extack);

/* group.c: messages, and who gets them */
const char *gw_genl_name(const struct gw_instance *inst);
struct sk_buff *gw_genl_begin(const struct gw_genl *g, u32 portid, u32 seq, u8 cmd,
			      size_t size, void **header);
struct sk_buff *gw_genl_end(struct sk_buff *skb, void *header, int err);
struct sk_buff *gw_genl_status_message(const struct gw_genl *g,
				       const struct gw_element *el, u32 portid,
				       u32 seq, bool gone);
bool gw_genl_has_listeners(const struct gw_genl *g, const struct gw_element *el);
void gw_genl_deliver(struct gw_queue *q, const struct gw_element *el,
		     const void *record, u64 time);
void gw_genl_lost(struct gw_queue *q, const struct gw_element *el, u64 n);
void gw_genl_changes(struct work_struct *work);
void gw_genl_send_gone(struct gw_genl *g);

/* Netlink does not restart requests after a signal. */
static inline int gw_genl_errno(int err)
{
	return err == -ERESTARTSYS ? -EINTR : err;
}

#endif /* _GANGWAY_GENL_H */
