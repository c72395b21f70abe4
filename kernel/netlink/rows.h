/* SPDX-License-Identifier: GPL-2.0-only */
/* What carriers over netlink do alike with a table: its rows, as many as fit into each message. */
#ifndef _GANGWAY_NETLINK_ROWS_H
#define _GANGWAY_NETLINK_ROWS_H

#include <linux/netlink.h>

#include "core/instance.h"

/* Where a dump stands between its parts. */
struct gw_rows {
	struct gw_instance *inst;
	const struct gw_element *el;
	void *row;			/* the last one sent */
	void *next;
	bool begun;
	bool has_next;			/* it did not fit any more */
};

/* Bytes of memory that gw_rows_init() takes for the rows. */
static inline size_t gw_rows_size(const struct gw_element *el)
{
	return 2 * ALIGN(el->out.size, 8);
}

void gw_rows_init(struct gw_rows *rows, struct gw_instance *inst, const struct gw_element *el,
		  void *memory);

/**
 * gw_rows_put() - as many rows as there is room for
 * @rows: the dump
 * @skb: the message
 * @cb: whose sequence number becomes what the rows belong to
 * @put: puts @rows->next, and returns 0; or -EMSGSIZE, there is no room
 * @of: for @put
 *
 * Context: between gw_enter() and gw_leave(). Return: 0, there are more; -ENOENT, there are
 * none; an error: what is in @skb comes before it, and it will be found again.
 */
int gw_rows_put(struct gw_rows *rows, struct sk_buff *skb, struct netlink_callback *cb,
		int (*put)(struct sk_buff *skb, void *of), void *of);

#endif /* _GANGWAY_NETLINK_ROWS_H */
