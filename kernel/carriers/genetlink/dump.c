// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "genetlink": tables as dumps. Each part continues with the row that
 * follows the last one sent, however long ago that was.
 *
 * Netlink would make the parts when the reader comes for them, under locks that
 * others need for requests to any family. So a request's worker makes them, as for
 * what .doit answers: as many as fill half of the reader's socket, and more when it
 * has taken some.
 */
#include <linux/slab.h>
#include <net/sock.h>

#include <gangway/genetlink.h>

#include "carriers/genetlink/genl.h"
#include "compat/compat.h"
#include "netlink/attributes.h"
#include "netlink/request.h"
#include "netlink/rows.h"

/* What the reader has not taken is waited for so long, twice as long each time. */
#define GW_GENL_DUMP_DELAY_MAX msecs_to_jiffies(50)

/* A dump's state between its parts. */
struct gw_genl_dump {
	struct netlink_callback cb;	/* of which only the sequence numbers are used */
	unsigned long delay;		/* jiffies that it has waited for its reader */
	struct gw_rows rows;
};

static struct gw_genl_dump *gw_genl_dump_alloc(struct gw_instance *inst,
					       const struct gw_element *el)
{
	struct gw_genl_dump *d;

	d = kvzalloc(sizeof(*d) + gw_rows_size(el), GFP_KERNEL_ACCOUNT);
	if (d)
		gw_rows_init(&d->rows, inst, el, d + 1);
	return d;
}

void gw_genl_dump_free(struct gw_genl_dump *d)
{
	kvfree(d);
}

static int gw_genl_admit_dump(struct gw_instance *inst, struct netlink_callback *cb)
{
	struct genlmsghdr *header = nlmsg_data(cb->nlh);
	const struct gw_element *el = gw_element(inst, header->cmd);
	struct gw_genl_request *r;
	int err;

	if (!el || el->kind != GW_TABLE)
		return -EOPNOTSUPP;
	err = gw_sender_allowed(inst, el, cb->skb, false, cb->extack);
	if (err)
		return err;
	r = gw_genl_request_alloc(gw_genl(inst), el, GW_GENL_RUN_DUMP, cb->skb, cb->nlh);
	if (!r)
		return -ENOMEM;
	r->dump = gw_genl_dump_alloc(inst, el);
	if (!r->dump) {
		gw_genl_request_free(r);
		return -ENOMEM;
	}
	return gw_genl_request_queue(r, cb->extack);
}

/*
 * Called under cb_lock, as .doit is, and so would be the dump's first part: netlink
 * is told that the dump does not begin here.
 */
int gw_genl_dump_start(struct netlink_callback *cb)
{
	struct gw_instance *inst;
	int err;

	inst = gw_genl_enter(cb->nlh->nlmsg_type, sock_net(cb->skb->sk),
			     gw_genl_dump_attrs(cb)[GW_GENL_A_INSTANCE], cb->extack);
	if (IS_ERR(inst))
		return PTR_ERR(inst);
	err = gw_genl_admit_dump(inst, cb);
	gw_leave(inst);
	return err;
}

/* Never called: .start lets none begin. */
int gw_genl_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	return 0;
}

static int gw_genl_put_row(struct sk_buff *skb, void *of)
{
	const struct gw_genl_request *r = of;
	const char *name = gw_genl_name(r->g->inst);
	struct gw_genl_dump *d = r->dump;
	void *header;

	header = genlmsg_put(skb, NETLINK_CB(r->skb).portid, r->nlh->nlmsg_seq,
			     &r->g->family->genl, NLM_F_MULTI, r->el->number);
	if (!header)
		return -EMSGSIZE;
	if ((name && nla_put_string(skb, GW_GENL_A_INSTANCE, name)) ||
	    gw_attributes_put(skb, GW_GENL_A_DATA, &r->el->out, d->rows.next)) {
		genlmsg_cancel(skb, header);
		return -EMSGSIZE;
	}
	genl_dump_check_consistent(&d->cb, header);
	genlmsg_end(skb, header);
	return 0;
}

/* The message that ends it, behind the last rows if there is room. */
static int gw_genl_put_end(struct sk_buff *skb, const struct gw_genl_request *r, int err)
{
	struct nlmsghdr *end;

	end = nlmsg_put(skb, NETLINK_CB(r->skb).portid, r->nlh->nlmsg_seq, NLMSG_DONE,
			sizeof(int), NLM_F_MULTI);
	if (!end)
		return -EMSGSIZE;
	nl_dump_check_consistent(&r->dump->cb, end);
	*(int *)nlmsg_data(end) = err;
	nlmsg_end(skb, end);
	return 0;
}

/* One message. Return: 0, there is more to come; -ENOENT it was the last; an error. */
static int gw_genl_dump_part(struct gw_genl_request *r)
{
	struct gw_instance *inst = r->g->inst;
	struct sk_buff *skb;
	int sent, err = -ENODEV;

	skb = nlmsg_new(NLMSG_GOODSIZE + gw_attributes_size(&r->el->out), GFP_KERNEL);
	if (!skb)
		return -ENOMEM;
	if (gw_enter(inst)) {
		err = gw_rows_put(&r->dump->rows, skb, &r->dump->cb, gw_genl_put_row, r);
		gw_leave(inst);
	}
	if (err && err != -ENOENT && !r->dump->rows.begun) {
		nlmsg_free(skb);
		return err;	/* the answer is an error, and no dump */
	}
	/* Without room for it, the end is a message of its own. */
	if (err && gw_genl_put_end(skb, r, err == -ENOENT ? 0 : gw_genl_errno(err)))
		err = 0;
	sent = gw_genl_send(r, skb);
	return sent ?: err ? -ENOENT : 0;
}

/* Or there is nothing left to say but that it ends. */
static bool gw_genl_reader_has_room(const struct gw_genl_request *r)
{
	return gw_dying(r->g->inst) ||
	       atomic_read(&r->sk->sk_rmem_alloc) < READ_ONCE(r->sk->sk_rcvbuf) / 2;
}

/*
 * Makes a few parts. Return: 0, it is over; after how many jiffies to go on; an
 * error, which is the answer.
 */
long gw_genl_dump_run(struct gw_genl_request *r)
{
	struct gw_genl_dump *d = r->dump;
	int err = 0;

	d->delay = clamp(2 * d->delay, 1UL, GW_GENL_DUMP_DELAY_MAX);
	while (!err && gw_genl_reader_has_room(r)) {
		err = gw_genl_dump_part(r);
		d->delay = 1;
	}
	if (!err)
		return d->delay;
	return err == -ENOENT ? 0 : err;
}
