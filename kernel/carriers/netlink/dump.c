// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "netlink": tables as dumps. Each part continues with the row that follows
 * the last one sent, however long ago that was. Netlink has the reader make them, under
 * a lock that is its socket's own.
 */
#include <linux/slab.h>

#include "carriers/netlink/netlink.h"
#include "core/request.h"
#include "core/value.h"

/* A dump, from its first part to its last. */
struct gw_netlink_dump {
	struct gw_instance *inst;	/* with a reference */
	const struct gw_element *el;	/* which stays as long as that */
	struct gw_netlink head;		/* of each row */
	bool begun;
	bool has_next;			/* it did not fit any more */
	void *row;			/* the last one sent */
	void *next;
};

/* What a dump begins with. */
struct gw_netlink_rows {
	const struct gw_netlink_instance *n;
	const struct gw_element *el;
};

static int gw_netlink_dump_begin(struct netlink_callback *cb)
{
	const struct gw_netlink_rows *of = cb->data;
	size_t size = ALIGN(of->el->out.size, 8);
	struct gw_netlink_dump *d;

	d = kvzalloc(sizeof(*d) + 2 * size, GFP_KERNEL_ACCOUNT);
	if (!d)
		return -ENOMEM;
	kref_get(&of->n->inst->ref);
	d->inst = of->n->inst;
	d->el = of->el;
	d->head = gw_netlink_head(of->n, of->el);
	d->row = d + 1;
	d->next = d->row + size;
	cb->data = d;
	return 0;
}

static int gw_netlink_dump_end(struct netlink_callback *cb)
{
	struct gw_netlink_dump *d = cb->data;

	gw_instance_put(d->inst);
	kvfree(d);
	return 0;
}

/* Never 0, which means unset. */
static u32 gw_netlink_dump_seq(const struct gw_netlink_dump *d)
{
	return 2 * gw_generation(d->inst, d->el) + 1;
}

static int gw_netlink_put_row(struct sk_buff *skb, struct netlink_callback *cb,
			      const struct gw_netlink_dump *d)
{
	struct nlmsghdr *nlh;

	nlh = gw_netlink_put(skb, &d->head, GW_NETLINK_ROWS, cb->nlh, NETLINK_CB(cb->skb).portid,
			     NLM_F_MULTI, d->el->out.size);
	if (!nlh)
		return -EMSGSIZE;
	memcpy(gw_netlink_data(nlh), d->next, d->el->out.size);
	nl_dump_check_consistent(cb, nlh);
	return 0;
}

/* As many rows as there is room for; entered. Return: 0; -ENOENT, there are no more; an error. */
static int gw_netlink_put_rows(struct sk_buff *skb, struct netlink_callback *cb,
			       struct gw_netlink_dump *d)
{
	int err;

	for (;;) {
		if (!d->has_next) {
			cb->seq = gw_netlink_dump_seq(d); /* before asking for the row */
			memset(d->next, 0, d->el->out.size);
			err = gw_next(d->inst, NULL, d->el, d->begun ? d->row : NULL, d->next);
			if (err)
				return err;
		}
		d->has_next = true;
		if (gw_netlink_put_row(skb, cb, d))
			return skb->len ? 0 : -EMSGSIZE;
		d->has_next = false;
		d->begun = true;
		swap(d->row, d->next);
	}
}

/* One message. Return: what netlink wants, its size, or 0 for the end, or an error. */
static int gw_netlink_dump_part(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct gw_netlink_dump *d = cb->data;
	int err = -ENODEV;

	if (gw_enter(d->inst)) {
		err = gw_netlink_put_rows(skb, cb, d);
		if (err != -ENOENT && err)
			gw_count(d->inst, d->el, failed);
		gw_leave(d->inst);
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
