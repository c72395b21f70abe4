// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "netlink": tables as dumps. Each part continues with the row that follows
 * the last one sent, however long ago that was. Netlink has the reader make them, under
 * a lock that is its socket's own.
 */
#include <linux/slab.h>

#include "carriers/netlink/netlink.h"
#include "netlink/rows.h"

/* A dump, from its first part to its last. */
struct gw_netlink_dump {
	struct gw_netlink head;		/* of each row */
	struct gw_rows rows;		/* with a reference to the instance */
};

/* What a dump begins with. */
struct gw_netlink_rows {
	const struct gw_netlink_instance *n;
	const struct gw_element *el;
};

static int gw_netlink_dump_begin(struct netlink_callback *cb)
{
	const struct gw_netlink_rows *of = cb->data;
	struct gw_netlink_dump *d;

	d = kvzalloc(sizeof(*d) + gw_rows_size(of->el), GFP_KERNEL_ACCOUNT);
	if (!d)
		return -ENOMEM;
	kref_get(&of->n->inst->ref);
	gw_rows_init(&d->rows, of->n->inst, of->el, d + 1);
	d->head = gw_netlink_head(of->n, of->el);
	cb->data = d;
	return 0;
}

static int gw_netlink_dump_end(struct netlink_callback *cb)
{
	struct gw_netlink_dump *d = cb->data;

	gw_instance_put(d->rows.inst);
	kvfree(d);
	return 0;
}

static int gw_netlink_put_row(struct sk_buff *skb, void *of)
{
	struct netlink_callback *cb = of;
	const struct gw_netlink_dump *d = cb->data;
	const u32 size = d->rows.el->out.size;
	struct nlmsghdr *nlh;

	nlh = gw_netlink_put(skb, &d->head, GW_NETLINK_ROWS, cb->nlh, NETLINK_CB(cb->skb).portid,
			     NLM_F_MULTI, size);
	if (!nlh)
		return -EMSGSIZE;
	memcpy(gw_netlink_data(nlh), d->rows.next, size);
	nl_dump_check_consistent(cb, nlh);
	return 0;
}

/* One message. Return: what netlink wants, its size, or 0 for the end, or an error. */
static int gw_netlink_dump_part(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct gw_rows *rows = &((struct gw_netlink_dump *)cb->data)->rows;
	int err = -ENODEV;

	if (gw_enter(rows->inst)) {
		err = gw_rows_put(rows, skb, cb, gw_netlink_put_row, cb);
		if (err != -ENOENT && err)
			gw_count(rows->inst, rows->el, failed);
		gw_leave(rows->inst);
	}
	if (err == -ENOENT)
		err = 0;
	/* Those that came before an error are sent; it is found again. */
	return skb->len ? skb->len : gw_netlink_errno(err);
}

/* Entered. Return: what netlink_rcv_skb() wants: -EINTR, it has begun. */
int gw_netlink_dump_start(struct gw_netlink_instance *n, const struct gw_element *el,
			  struct sk_buff *skb, const struct nlmsghdr *nlh)
{
	struct gw_netlink_rows of = { n, el };
	struct netlink_dump_control control = {
		.start = gw_netlink_dump_begin,
		.dump = gw_netlink_dump_part,
		.done = gw_netlink_dump_end,
		.data = &of,
		.min_dump_alloc = NLMSG_SPACE(sizeof(struct gw_netlink) + el->out.size),
	};

	return netlink_dump_start(gw_netlink_sock(n->socket), skb, nlh, &control);
}
