// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "netlink": properties, calls, events and tables as messages of a netlink
 * protocol of Gangway's own. It is in uapi/gangway/netlink.h; sockets in socket.c,
 * multicast groups in group.c, messages and events in message.c, tables in dump.c.
 * Here are requests, and adding and removing instances.
 *
 * Netlink calls us in send(), under no lock. So requests are served there and then, in
 * the sender's own context, as those of an ioctl are.
 */
#include <linux/slab.h>
#include <net/sock.h>

#include "carriers/netlink/netlink.h"
#include "compat/compat.h"
#include "core/carrier.h"
#include "core/node.h"
#include "core/request.h"
#include "netlink/request.h"

/* The state of a published instance; else NULL. */
static struct gw_netlink_instance *gw_netlink(const struct gw_instance *inst)
{
	return gw_state(inst, GW_CARRIER_netlink);
}

static struct net *gw_netlink_net(const struct gw_instance *inst)
{
	return inst->net ?: &init_net;
}

/* Requests. */

/* Is it what a request may have? Nothing is behind the name, nor in what is only sent. */
static int gw_netlink_head_check(const struct gw_netlink *head, struct netlink_ext_ack *extack)
{
	size_t length = strnlen(head->device, sizeof(head->device));

	if (!length || length == sizeof(head->device) ||
	    memchr_inv(head->device + length, 0, sizeof(head->device) - length)) {
		NL_SET_ERR_MSG(extack, "the name of the device is no name, ended by zeros");
		return -EINVAL;
	}
	if (head->group || head->sequence || head->time) {
		NL_SET_ERR_MSG(extack, "group, sequence and time of a request must be zero");
		return -EINVAL;
	}
	return 0;
}

/* Finds the requested instance, and enters it. */
static struct gw_netlink_instance *gw_netlink_enter(const struct net *net, const char *device,
						    struct netlink_ext_ack *extack)
{
	struct gw_instance *inst = gw_node_enter_seen(device, net);
	struct gw_netlink_instance *n = NULL;

	if (inst) {
		n = gw_netlink(inst);
		if (!n)
			gw_leave(inst);
	}
	if (!n)
		NL_SET_ERR_MSG(extack, "no such device");
	return n;
}

/* Does an element have requests of this type? */
static bool gw_netlink_serves(const struct gw_element *el, const struct nlmsghdr *nlh)
{
	switch (nlh->nlmsg_type) {
	case GW_NETLINK_GET:
		return el->kind == GW_PROPERTY && el->readable;
	case GW_NETLINK_SET:
		return el->kind == GW_PROPERTY && el->writable;
	case GW_NETLINK_CALL:
		return el->kind == GW_CALL;
	case GW_NETLINK_ROWS:
		return el->kind == GW_TABLE && (nlh->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP;
	case GW_NETLINK_STATUS:
		return el->kind == GW_EVENT;
	}
	return false;
}

static bool gw_netlink_has_input(const struct nlmsghdr *nlh)
{
	return nlh->nlmsg_type == GW_NETLINK_SET || nlh->nlmsg_type == GW_NETLINK_CALL;
}

/* @in: @el->in.size bytes */
static int gw_netlink_input(const struct gw_element *el, void *in, const struct nlmsghdr *nlh,
			    struct netlink_ext_ack *extack)
{
	size_t size = nlmsg_len(nlh) - sizeof(struct gw_netlink);
	int err;

	err = gw_input_copy(el, in, gw_netlink_data(nlh), size, NULL, extack);
	return err ?: gw_input_check(el, in, NULL, extack);
}

static int gw_netlink_handle(struct gw_instance *inst, const struct gw_element *el, int type,
			     const void *in, void *out)
{
	if (type == GW_NETLINK_SET)
		return gw_set(inst, NULL, el, in);
	return type == GW_NETLINK_CALL ? gw_call(inst, NULL, el, in, out) :
					 gw_get(inst, NULL, el, out);
}

/* With NLM_F_ACK, that is the answer to what has nothing else to say. */
static bool gw_netlink_is_silent(const struct gw_element *el, const struct nlmsghdr *nlh)
{
	return nlh->nlmsg_type == GW_NETLINK_SET ||
	       (!el->out.n_fields && nlh->nlmsg_flags & NLM_F_ACK);
}

/* A get, a set or a call; @in: room for its input. The answer is made before it is known. */
static int gw_netlink_run(struct gw_netlink_instance *n, const struct gw_element *el, void *in,
			  struct sk_buff *skb, const struct nlmsghdr *nlh)
{
	struct gw_netlink head = gw_netlink_head(n, el);
	struct sk_buff *answer;
	void *out;
	int err;

	if (gw_netlink_is_silent(el, nlh))
		return gw_netlink_handle(n->inst, el, nlh->nlmsg_type, in, NULL);
	answer = gw_netlink_answer(&head, skb, nlh, el->out.size, &out);
	if (!answer)
		return -ENOMEM;
	memset(out, 0, el->out.size);
	err = gw_netlink_handle(n->inst, el, nlh->nlmsg_type, in, out);
	if (!err)
		return nlmsg_unicast(gw_netlink_sock(n->socket), answer, NETLINK_CB(skb).portid);
	nlmsg_free(answer);
	return err;
}

static int gw_netlink_request(struct gw_netlink_instance *n, const struct gw_element *el,
			      struct sk_buff *skb, const struct nlmsghdr *nlh,
			      struct netlink_ext_ack *extack)
{
	void *in;
	int err;

	if (!gw_netlink_has_input(nlh))
		return gw_netlink_run(n, el, NULL, skb, nlh);
	in = kvmalloc(el->in.size, GFP_KERNEL_ACCOUNT);
	if (!in)
		return -ENOMEM;
	err = gw_netlink_input(el, in, nlh, extack) ?: gw_netlink_run(n, el, in, skb, nlh);
	kvfree(in);
	return err;
}

static int gw_netlink_perform(struct gw_netlink_instance *n, const struct gw_element *el,
			      struct sk_buff *skb, const struct nlmsghdr *nlh,
			      struct netlink_ext_ack *extack)
{
	int err;

	if (!gw_netlink_serves(el, nlh)) {
		gw_extack(extack, NULL, el->name, "has no such request");
		return -EOPNOTSUPP;
	}
	if (!gw_netlink_has_input(nlh) && nlmsg_len(nlh) != sizeof(struct gw_netlink)) {
		gw_extack(extack, NULL, el->name, "nothing may follow this request");
		return -EINVAL;
	}
	err = gw_sender_allowed(n->inst, el, skb, gw_netlink_has_input(nlh), extack);
	if (err)
		return err;
	if (nlh->nlmsg_type == GW_NETLINK_ROWS)
		return gw_netlink_dump_start(n, el, skb, nlh);
	if (nlh->nlmsg_type == GW_NETLINK_STATUS)
		return gw_netlink_status(n, el, skb, nlh);
	return gw_netlink_request(n, el, skb, nlh, extack);
}

/* Entered. */
static int gw_netlink_dispatch(struct gw_netlink_instance *n, u32 number, struct sk_buff *skb,
			       struct nlmsghdr *nlh, struct netlink_ext_ack *extack)
{
	const struct gw_element *el = gw_element(n->inst, number);
	int err;

	if (!el || !(el->carriers & GW_VIA(netlink))) {
		NL_SET_ERR_MSG(extack, "no such element on this carrier");
		return -ENOENT;
	}
	err = gw_netlink_perform(n, el, skb, nlh, extack);
	if (nlh->nlmsg_type == GW_NETLINK_ROWS && err == -EINTR)
		gw_count(n->inst, el, used);
	else
		err = gw_netlink_errno(gw_done(n->inst, el, err));
	return err;
}

/* One message. Return: an error, which netlink answers; but not -EINTR. */
static int gw_netlink_serve(struct sk_buff *skb, struct nlmsghdr *nlh,
			    struct netlink_ext_ack *extack)
{
	struct gw_netlink_instance *n;
	struct gw_netlink head;
	int err;

	if (nlmsg_len(nlh) < sizeof(head)) {
		NL_SET_ERR_MSG(extack, "the message is shorter than struct gw_netlink");
		return -EINVAL;
	}
	memcpy(&head, nlmsg_data(nlh), sizeof(head));
	err = gw_netlink_head_check(&head, extack);
	if (err)
		return err;
	n = gw_netlink_enter(sock_net(skb->sk), head.device, extack);
	if (!n)
		return -ENODEV;
	err = gw_netlink_dispatch(n, head.element, skb, nlh, extack);
	gw_leave(n->inst);
	if (err == -EINTR && nlh->nlmsg_type != GW_NETLINK_ROWS)
		netlink_ack(skb, nlh, err, extack);
	return err;
}

void gw_netlink_receive(struct sk_buff *skb)
{
	netlink_rcv_skb(skb, gw_netlink_serve);
}

/* Instances. */

static bool netlink_listens(struct gw_subscription *sub, const struct gw_element *el)
{
	struct gw_queue *q = container_of(sub, struct gw_queue, sub);

	return gw_netlink_has_listeners(to_netlink(to_multicast(q)), el);
}

static int gw_netlink_groups_get(struct gw_netlink_instance *n)
{
	const struct gw_interface *iface = n->inst->iface;
	const struct gw_element *el;
	int group;

	gw_for_each_carried(el, iface, netlink) {
		if (el->kind != GW_EVENT)
			continue;
		group = gw_netlink_group_get(iface, el);
		if (group < 0)
			return group;
		n->groups[el->number] = group;
	}
	return 0;
}

static int netlink_publish(struct gw_instance *inst)
{
	struct gw_netlink_instance *n;
	int err;

	n = kvzalloc(sizeof(*n), GFP_KERNEL);
	if (!n)
		return -ENOMEM;
	n->inst = inst;
	err = gw_netlink_groups_get(n);
	if (err)
		goto err_free;
	n->socket = gw_netlink_socket_get(gw_netlink_net(inst));
	if (IS_ERR(n->socket)) {
		err = PTR_ERR(n->socket);
		goto err_free;
	}
	err = gw_multicast_init(&n->multicast, &gw_netlink_multicast, inst, &gw_netlink_carrier,
				GW_VIA(netlink));
	if (err)
		goto err_free;
	gw_state_publish(inst, GW_CARRIER_netlink, n);
	return 0;

err_free:
	kvfree(n);
	return err;
}

static void netlink_revoke(struct gw_instance *inst)
{
	struct gw_netlink_instance *n = gw_netlink(inst);

	if (!n)
		return;
	gw_queue_exit(&n->multicast.queue);
	gw_netlink_send_gone(n);
	inst->state[GW_CARRIER_netlink] = NULL;
	kvfree(n);
}

static void netlink_exit(void)
{
	gw_netlink_sockets_exit();
	gw_netlink_groups_exit();
}

const struct gw_carrier gw_netlink_carrier = {
	.name = "netlink",
	.init = gw_netlink_sockets_init,
	.exit = netlink_exit,
	.instance = {
		.publish = netlink_publish,
		.revoke = netlink_revoke,
	},
	.sink = {
		.listens = netlink_listens,
		GW_QUEUE_SINK,
	},
};
