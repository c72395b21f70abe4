/* SPDX-License-Identifier: GPL-2.0-only */
/* What the parts of carrier genetlink share: see genetlink.c. */
#ifndef _GANGWAY_GENL_H
#define _GANGWAY_GENL_H

#include <linux/refcount.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <net/genetlink.h>

#include "carriers/genetlink/family.h"
#include "netlink/multicast.h"

/* An instance as this carrier sees it. */
struct gw_genl {
	struct gw_multicast multicast;	/* its events, and changes of properties */
	struct list_head link;		/* in the family's */
	struct gw_instance *inst;
	struct gw_family *family;
	DECLARE_BITMAP(changed, GW_NUMBERS);
	DECLARE_BITMAP(telling, GW_NUMBERS); /* changes whose values are being sent */
	struct work_struct changes;
	/* These two: request.c */
	struct list_head requests;	/* that have not been answered, in their order */
	wait_queue_head_t idle;		/* for there being none */
};

struct gw_genl_dump;

/* What whoever runs a request does. */
enum gw_genl_run {
	GW_GENL_RUN_GET,
	GW_GENL_RUN_SET,
	GW_GENL_RUN_CALL,
	GW_GENL_RUN_DUMP,
	GW_GENL_RUN_STATUS,
};

/* A request from when it was read until it has been answered. */
struct gw_genl_request {
	struct list_head link;		/* in gw_genl.requests */
	struct list_head all;		/* in those of all instances */
	struct callback_head visit;	/* of its sender, who runs it: sender.c */
	refcount_t users;		/* that visit, until it has been, and the rest */
	bool lent;			/* the visit is still to come, and may begin it */
	const struct task_struct *sender; /* until that visit ends; compared, no more */
	struct gw_genl *g;
	const struct gw_element *el;	/* the provider's */
	enum gw_genl_run run;
	bool started;
	bool abandoned;			/* its socket was closed */
	struct task_struct *task;	/* the worker that runs it */
	const struct cred *cred;	/* of who sent it */
	struct sock *sk;		/* which sent it */
	struct sk_buff *skb;		/* it, */
	const struct nlmsghdr *nlh;	/* here */
	size_t size;			/* bytes of this, and */
	bool holds;			/* those of @skb, unless another counts as its holder */
	struct gw_genl_dump *dump;	/* of a dump */
	bool raw;			/* structures, not attributes, both ways */
	const void *in;			/* its input, in @data or in @skb */
	struct delayed_work work;
	u8 data[] __aligned(8);		/* room for both directions; that of the reply not zeroed */
};

/* What .doit and .start return when the answer comes later: then netlink sends none. */
#define GW_GENL_LATER (-EINTR)

/* The state of a published instance; else NULL. */
static inline struct gw_genl *gw_genl(const struct gw_instance *inst)
{
	return gw_state(inst, GW_CARRIER_genetlink);
}

static inline struct gw_genl *to_genl(const struct gw_multicast *m)
{
	return container_of(m, struct gw_genl, multicast);
}

/* genetlink.c: finds the requested instance, and enters it */
struct gw_instance *gw_genl_enter(int family, const struct net *net,
				  const struct nlattr *name,
				  struct netlink_ext_ack *extack);

/* request.c: see there */
struct gw_genl_request *gw_genl_request_alloc(struct gw_genl *g, const struct gw_element *el,
					      enum gw_genl_run run, struct sk_buff *skb,
					      const struct nlmsghdr *nlh);
void gw_genl_request_free(struct gw_genl_request *r);
int gw_genl_request_queue(struct gw_genl_request *r, struct netlink_ext_ack *extack);
void gw_genl_requests_wait(struct gw_genl *g);
int gw_genl_requests_init(void);
void gw_genl_requests_exit(void);
void gw_genl_request_put(struct gw_genl_request *r);
void gw_genl_request_to_worker(struct gw_genl_request *r);
void gw_genl_request_serve(struct gw_genl_request *r);
extern spinlock_t gw_genl_requests_lock;

/* sender.c: see there */
bool gw_genl_has_lent(void);
bool gw_genl_lend(struct gw_genl_request *r);
bool gw_genl_restarts(void);
void gw_genl_senders_exit(void);

/* answer.c: entered, but the first */
int gw_genl_send(const struct gw_genl_request *r, struct sk_buff *skb);
int gw_genl_status(const struct gw_genl_request *r);
int gw_genl_handle(struct gw_genl_request *r);

/* dump.c: see there */
long gw_genl_dump_run(struct gw_genl_request *r);
void gw_genl_dump_free(struct gw_genl_dump *d);

/* group.c: messages, and who gets them */
const char *gw_genl_name(const struct gw_instance *inst);
struct sk_buff *gw_genl_begin(const struct gw_genl *g, u32 portid, u32 seq, u8 cmd,
			      size_t size, void **header);
struct sk_buff *gw_genl_end(struct sk_buff *skb, void *header, int err);
struct sk_buff *gw_genl_status_message(const struct gw_genl *g,
				       const struct gw_element *el, u32 portid,
				       u32 seq, bool gone);
bool gw_genl_has_listeners(const struct gw_genl *g, const struct gw_element *el);
extern const struct gw_multicast_ops gw_genl_multicast;
void gw_genl_changes(struct work_struct *work);
int gw_genl_settle(struct gw_genl *g, const struct gw_element *el);
void gw_genl_send_gone(struct gw_genl *g);

/* Netlink does not restart requests after a signal. */
static inline int gw_genl_errno(int err)
{
	return err == -ERESTARTSYS ? -EINTR : err;
}

#endif /* _GANGWAY_GENL_H */
