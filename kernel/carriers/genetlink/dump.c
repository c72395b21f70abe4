// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "genetlink": tables as dumps. Each part continues with the row that
 * follows the last one sent, however long ago that was.
 */
#include <linux/slab.h>
#include <net/sock.h>

#include <gangway/genetlink.h>

#include "carriers/genetlink/genl.h"
#include "compat/compat.h"
#include "core/request.h"
#include "core/value.h"
#include "netlink/attributes.h"

/* A dump's state between its parts. */
struct gw_genl_dump {
	struct gw_instance *inst;
	const struct genl_family *family;
	u32 room;			/* that its largest message needs */
	u8 number;
	bool begun;
	u32 seq;			/* before the first row was asked for */
	void *row;			/* the last one sent */
	void *next;
};

static struct gw_genl_dump *gw_genl_dump_alloc(struct gw_instance *inst,
					       const struct gw_element *el)
{
	size_t size = ALIGN(el->out.size, 8);
	struct gw_genl_dump *d;

	d = kvzalloc(sizeof(*d) + 2 * size, GFP_KERNEL_ACCOUNT);
	if (!d)
		return NULL;
	kref_get(&inst->ref);
	d->inst = inst;
	d->family = &gw_genl(inst)->family->genl;
	d->room = NLMSG_GOODSIZE + gw_attributes_size(&el->out);
	d->number = el->number;
	d->row = d + 1;
	d->next = d->row + size;
	return d;
}

void gw_genl_dump_free(struct gw_genl_dump *d)
{
	if (!d)
		return;
	gw_instance_put(d->inst);
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
	err = gw_genl_allowed(inst, el, cb->skb, false, cb->extack);
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
 * Called under cb_lock, as .doit is, and so would be the dump's first part: it is
 * put off, to be begun by a worker.
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

static int gw_genl_put_row(struct sk_buff *skb, struct netlink_callback *cb,
			   const struct gw_genl_dump *d, const struct gw_element *el)
{
	const char *name = gw_genl_name(d->inst);
	void *header;

	header = genlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq,
			     d->family, NLM_F_MULTI, d->number);
	if (!header)
		return -EMSGSIZE;
	if ((name && nla_put_string(skb, GW_GENL_A_INSTANCE, name)) ||
	    gw_attributes_put(skb, GW_GENL_A_DATA, &el->out, d->next)) {
		genlmsg_cancel(skb, header);
		return -EMSGSIZE;
	}
	genl_dump_check_consistent(cb, header);
	genlmsg_end(skb, header);
	return 0;
}

/* Never 0, which means unset. */
static u32 gw_genl_dump_seq(const struct gw_genl_dump *d, const struct gw_element *el)
{
	return 2 * gw_generation(d->inst, el) + 1;
}

/* Fills @skb. Return: as .dumpit. */
static int gw_genl_dump_rows(struct sk_buff *skb, struct netlink_callback *cb,
			     struct gw_genl_dump *d)
{
	const struct gw_element *el = gw_element(d->inst, d->number);
	int err;

	for (;;) {
		cb->seq = gw_genl_dump_seq(d, el); /* before asking for the row */
		memset(d->next, 0, el->out.size);
		err = gw_next(d->inst, NULL, el, d->row, d->next);
		if (err)
			return err == -ENOENT ? skb->len : err;
		if (gw_genl_put_row(skb, cb, d, el))
			return skb->len ?: -EMSGSIZE;
		swap(d->row, d->next);
	}
}

/* The first part is the first row, which is there. */
static int gw_genl_dump_row(struct sk_buff *skb, struct netlink_callback *cb,
			    struct gw_genl_dump *d)
{
	cb->seq = d->seq;
	if (gw_genl_put_row(skb, cb, d, gw_element(d->inst, d->number)))
		return -EMSGSIZE;
	swap(d->row, d->next);
	d->begun = true;
	return skb->len;
}

static int gw_genl_dump_part(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct gw_genl_dump *d = cb->data;
	int ret;

	if (!gw_enter(d->inst)) {
		NL_SET_ERR_MSG(cb->extack, "the instance is gone");
		return -ENODEV;
	}
	ret = d->begun ? gw_genl_dump_rows(skb, cb, d) : gw_genl_dump_row(skb, cb, d);
	gw_leave(d->inst);
	return gw_genl_errno(ret);
}

static int gw_genl_dump_done(struct netlink_callback *cb)
{
	gw_genl_dump_free(cb->data);
	return 0;
}

/* From here on netlink owns it. */
static int gw_genl_dump_begin(struct netlink_callback *cb)
{
	struct gw_genl_request *r = cb->data;

	cb->data = r->dump;
	r->dump = NULL;
	return 0;
}

/* Return: 0, -ENOENT there is none, or an error. */
static int gw_genl_dump_first(struct gw_genl_dump *d)
{
	const struct gw_element *el = gw_element(d->inst, d->number);
	int err;

	if (!gw_enter(d->inst))
		return -ENODEV;
	d->seq = gw_genl_dump_seq(d, el);
	err = gw_next(d->inst, NULL, el, NULL, d->next);
	gw_leave(d->inst);
	return err;
}

/* The end of a dump without rows. */
static int gw_genl_dump_empty(const struct gw_genl_request *r)
{
	u32 portid = NETLINK_CB(r->skb).portid;
	struct nlmsghdr *end;
	struct sk_buff *skb;

	skb = nlmsg_new(sizeof(int), GFP_KERNEL);
	if (!skb)
		return -ENOMEM;
	end = nlmsg_put(skb, portid, r->nlh->nlmsg_seq, NLMSG_DONE, sizeof(int), NLM_F_MULTI);
	if (WARN_ON_ONCE(!end)) {
		nlmsg_free(skb);
		return -EMSGSIZE;
	}
	*(int *)nlmsg_data(end) = 0;
	nlmsg_end(skb, end);
	return genlmsg_unicast(sock_net(r->sk), skb, portid);
}

/*
 * The first part; the others are made when the reader has taken what is there. The
 * first row is got before netlink takes the socket's mutex, which a reader takes to
 * look for more, uninterruptibly; and netlink has that reader fail if there is no
 * more, so a dump that is over at once does not begin.
 */
int gw_genl_dump_run(struct gw_genl_request *r)
{
	struct netlink_dump_control control = {
		.start = gw_genl_dump_begin,
		.dump = gw_genl_dump_part,
		.done = gw_genl_dump_done,
		.data = r,
		.min_dump_alloc = r->dump->room,
	};
	int err;

	err = gw_genl_dump_first(r->dump);
	if (err)
		return err == -ENOENT ? gw_genl_dump_empty(r) : err;
	err = netlink_dump_start(sock_net(r->sk)->genl_sock, r->skb, r->nlh, &control);
	return err == -EINTR ? 0 : err;	/* it has begun */
}

/* Never called: .start puts every dump off. */
int gw_genl_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	return 0;
}
