/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What carriers over netlink do alike with events: each record has a number, so that who
 * misses one can tell; and those that are there together are sent together, as the messages
 * of one datagram, since a message by itself costs the kernel, and each listener, several
 * times what another one in it does.
 */
#ifndef _GANGWAY_NETLINK_MULTICAST_H
#define _GANGWAY_NETLINK_MULTICAST_H

#include <linux/mutex.h>
#include <linux/netlink.h>

#include "core/queue.h"

struct gw_multicast;

/**
 * struct gw_multicast_ops - what a carrier's messages are; all under @sending, and may sleep
 * @size: bytes of a record's message, at most
 * @put: adds it, with the last number, behind others; false: there is no room
 * @status: a message with the last number alone; NULL: no memory
 * @send: to the event's group; false: it was lost, for a listener that wants senders to
 *	know of it (NETLINK_BROADCAST_ERROR) at least. @skb NULL: there was no memory for
 *	it, so listeners are made to ask for the status
 */
struct gw_multicast_ops {
	size_t (*size)(const struct gw_multicast *m, const struct gw_element *el);
	bool (*put)(const struct gw_multicast *m, const struct gw_element *el,
		    struct sk_buff *skb, const void *record, u64 time);
	struct sk_buff *(*status)(const struct gw_multicast *m, const struct gw_element *el);
	bool (*send)(const struct gw_multicast *m, const struct gw_element *el,
		     struct sk_buff *skb);
};

/* What an instance sends to its groups. */
struct gw_multicast {
	struct gw_queue queue;		/* of its events, if it has any */
	const struct gw_multicast_ops *ops;
	struct mutex sending;		/* keeps messages of a group in order of: */
	u64 last[GW_NUMBERS];		/* the last number assigned */
	/* private: a datagram that has not been sent */
	unsigned int records;		/* in it; 0: there is none */
	const struct gw_element *el;	/* whose they are */
	struct sk_buff *skb;		/* NULL: there was no memory for it */
};

int gw_multicast_init(struct gw_multicast *m, const struct gw_multicast_ops *ops,
		      struct gw_instance *inst, const struct gw_carrier *carrier, u64 via);
void gw_multicast_record(struct gw_multicast *m, const struct gw_element *el,
			 const void *record);
void gw_multicast_skip(struct gw_multicast *m, const struct gw_element *el, u64 n);
int gw_multicast_begin(struct gw_multicast *m);
void gw_multicast_end(struct gw_multicast *m);

static inline struct gw_multicast *to_multicast(struct gw_queue *q)
{
	return container_of(q, struct gw_multicast, queue);
}

#endif /* _GANGWAY_NETLINK_MULTICAST_H */
