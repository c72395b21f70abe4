// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "genetlink": what a request is answered with, by whoever runs it; as
 * attributes, or as a structure if that is how it came.
 */
#include <linux/slab.h>
#include <net/sock.h>

#include <gangway/genetlink.h>

#include "carriers/genetlink/genl.h"
#include "core/request.h"
#include "netlink/attributes.h"

/* To who sent the request, and nobody else: its port may be another's by now. */
int gw_genl_send(const struct gw_genl_request *r, struct sk_buff *skb)
{
	if (!sock_flag(r->sk, SOCK_DEAD))
		return genlmsg_unicast(sock_net(r->sk), skb, NETLINK_CB(r->skb).portid);
	nlmsg_free(skb);
	return -ECONNREFUSED;
}

static int gw_genl_reply(const struct gw_genl_request *r, const void *out)
{
	const struct genlmsghdr *header = nlmsg_data(r->nlh);
	struct sk_buff *skb;
	void *reply;

	skb = gw_genl_begin(r->g, NETLINK_CB(r->skb).portid, r->nlh->nlmsg_seq, header->cmd,
			    gw_attributes_size(&r->el->out), &reply);
	if (!skb)
		return -ENOMEM;
	skb = gw_genl_end(skb, reply, gw_attributes_put(skb, GW_GENL_A_DATA, &r->el->out, out));
	if (!skb)
		return -EMSGSIZE;
	return gw_genl_send(r, skb);
}

/* Answers with the number of the last record, after all messages before it. */
int gw_genl_status(const struct gw_genl_request *r)
{
	struct gw_genl *g = r->g;
	struct sk_buff *skb;
	int err;

	err = gw_genl_settle(g, r->el);
	if (err)
		return err;
	err = gw_multicast_begin(&g->multicast);
	if (err)
		return err;
	skb = gw_genl_status_message(g, r->el, NETLINK_CB(r->skb).portid, r->nlh->nlmsg_seq,
				     false);
	err = skb ? gw_genl_send(r, skb) : -ENOMEM;
	gw_multicast_end(&g->multicast);
	return err;
}

/* A get or a call; @out: room for what it answers */
static int gw_genl_run_handler(const struct gw_genl_request *r, void *out)
{
	struct gw_instance *inst = r->g->inst;

	memset(out, 0, r->el->out.size);
	return r->run == GW_GENL_RUN_CALL ? gw_call(inst, NULL, r->el, r->in, out) :
					    gw_get(inst, NULL, r->el, out);
}

/* With NLM_F_ACK, that is the answer to what has nothing else to say. */
static bool gw_genl_is_silent(const struct gw_genl_request *r)
{
	return !r->el->out.n_fields && r->nlh->nlmsg_flags & NLM_F_ACK;
}

/* The answer's structure is part of the message from the beginning, where it is aligned. */
static int gw_genl_handle_raw(struct gw_genl_request *r)
{
	const struct genlmsghdr *asked = nlmsg_data(r->nlh);
	const char *name = gw_genl_name(r->g->inst);
	struct nlattr *out = NULL;
	struct sk_buff *skb;
	void *header;
	int err;

	skb = genlmsg_new(nla_total_size(r->el->out.size) +
			  nla_total_size(GW_INSTANCE_NAME_MAX + 1), GFP_KERNEL);
	if (!skb)
		return -ENOMEM;
	header = genlmsg_put(skb, NETLINK_CB(r->skb).portid, r->nlh->nlmsg_seq,
			     &r->g->family->genl, 0, asked->cmd);
	if (header)
		out = nla_reserve(skb, GW_GENL_A_RAW, r->el->out.size);
	err = out ? gw_genl_run_handler(r, nla_data(out)) : -EMSGSIZE;
	if (!err && name)
		err = nla_put_string(skb, GW_GENL_A_INSTANCE, name);
	if (err) {
		nlmsg_free(skb);
		return err;
	}
	genlmsg_end(skb, header);
	return gw_genl_send(r, skb);
}

/* A get, a set or a call. */
int gw_genl_handle(struct gw_genl_request *r)
{
	void *out = r->data + ALIGN(r->el->in.size, 8);
	struct gw_instance *inst = r->g->inst;
	int err;

	if (r->run == GW_GENL_RUN_SET)
		return gw_set(inst, NULL, r->el, r->in);
	if (r->raw && !gw_genl_is_silent(r))
		return gw_genl_handle_raw(r);
	err = gw_genl_run_handler(r, out);
	return err || gw_genl_is_silent(r) ? err : gw_genl_reply(r, out);
}
