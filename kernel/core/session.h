/* SPDX-License-Identifier: GPL-2.0-only */
/* Sessions: open files of /dev/gangway. */
#ifndef _GANGWAY_SESSION_H
#define _GANGWAY_SESSION_H

#include <linux/fs.h>
#include <linux/uidgid.h>

#include "core/instance.h"

struct gw_session {
	struct gw_instance *inst;
	struct file *file;
	struct list_head link;		/* in gw_instance.sessions, or none */
	struct list_head closed;	/* in gw_instance.closed */
	u64 id;
	kuid_t user;			/* who opened it */
	bool dismissed;			/* it ends: @file is not looked at any longer */
	int unready[2];			/* its stream to read, to write: see gw_stream.woken */
	void *priv;			/* the provider's */
	wait_queue_head_t wait;		/* epoll holds it as long as the file lives */
	void *large;			/* memory of the last large request, for the next */
	struct mutex subscribing;	/* protects the next two, of which bits are only set */
	u64 subscribed;			/* carriers that it has a subscription on */
	void *subscriptions[GW_CARRIER_IDS]; /* what their subscribe() returned */
};

/* session.c */
struct gw_session *gw_session_open(struct file *file, struct gw_instance *inst);
void gw_session_close(struct gw_session *s);
void gw_sessions_wake(struct gw_instance *inst);
void gw_sessions_close(struct gw_instance *inst);
void gw_sessions_prepare(struct gw_instance *inst);
int gw_sessions_init(void);
void gw_sessions_exit(void);

/* session_file.c */
extern const struct file_operations gw_session_fops;

/* subscribe.c */
long gw_subscribe(struct gw_session *s, unsigned int cmd, void __user *arg);
int gw_subscribe_to_all(struct gw_session *s, u32 carrier);
long gw_counters(struct gw_session *s, unsigned int cmd, void __user *arg);

/* The subscription on a carrier, or NULL. */
static inline void *gw_session_subscription(struct gw_session *s, u32 carrier)
{
	/* Pairs with gw_subscribe_done(). */
	return smp_load_acquire(&s->subscribed) & BIT_ULL(carrier) ?
		s->subscriptions[carrier] : NULL;
}

#endif /* _GANGWAY_SESSION_H */
