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
	u8 number;
	bool begun;
	void *row;			/* the last one sent */
	void *next;
};

static int gw_genl_dump_begin(struct gw_instance *inst, struct netlink_callback *cb)
{
	struct genlmsghdr *header = nlmsg_data(cb->nlh);
	const struct gw_element *el = gw_element(inst, header->cmd);
	struct gw_genl_dump *d;
	size_t size;
	int err;

	if (!el || el->kind != GW_TABLE)
		return -EOPNOTSUPP;
	err = gw_genl_allowed(inst, el, cb->skb, false, cb->extack);
	if (err)
		return err;
	size = ALIGN(el->out.size, 8);
	d = kvzalloc(sizeof(*d) + 2 * size, GFP_KERNEL_ACCOUNT);
	if (!d)
		return -ENOMEM;
	kref_get(&inst->ref);
	d->inst = inst;
	d->family = &gw_genl(inst)->family->genl;
	d->number = el->number;
	d->row = d + 1;
	d->next = d->row + size;
	*(struct gw_genl_dump **)cb->ctx = d;
	cb->min_dump_alloc = NLMSG_GOODSIZE + gw_attributes_size(&el->out);
	return 0;
}

int gw_genl_dump_start(struct netlink_callback *cb)
{
	struct gw_instance *inst;
	int err;

	inst = gw_genl_enter(cb->nlh->nlmsg_type, sock_net(cb->skb->sk),
			     gw_genl_dump_attrs(cb)[GW_GENL_A_INSTANCE], cb->extack);
	if (IS_ERR(inst))
		return PTR_ERR(inst);
	err = gw_genl_dump_begin(inst, cb);
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

/* Fills @skb. Return: as .dumpit. */
static int gw_genl_dump_rows(struct sk_buff *skb, struct netlink_callback *cb,
			     struct gw_genl_dump *d)
{
	const struct gw_element *el = gw_element(d->inst, d->number);
	int err;

	for (;;) {
		/* Before asking for the row; never 0, which means unset. */
		cb->seq = 2 * gw_generation(d->inst, el) + 1;
		memset(d->next, 0, el->out.size);
		err = gw_next(d->inst, NULL, el, d->begun ? d->row : NULL, d->next);
		if (err)
			return err == -ENOENT ? skb->len : err;
		if (gw_genl_put_row(skb, cb, d, el))
			return skb->len ?: -EMSGSIZE;
		swap(d->row, d->next);
		d->begun = true;
	}
}

int gw_genl_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct gw_genl_dump *d = *(struct gw_genl_dump **)cb->ctx;
	int ret;

	if (!gw_enter(d->inst)) {
		NL_SET_ERR_MSG(cb->extack, "the instance is gone");
		return -ENODEV;
	}
	ret = gw_genl_dump_rows(skb, cb, d);
	gw_leave(d->inst);
	return gw_genl_errno(ret);
}

int gw_genl_dump_done(struct netlink_callback *cb)
{
	struct gw_genl_dump *d = *(struct gw_genl_dump **)cb->ctx;

	gw_instance_put(d->inst);
	kvfree(d);
	return 0;
}
