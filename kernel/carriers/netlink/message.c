// SPDX-License-Identifier: GPL-2.0-only
/* Carrier "netlink": messages; events, and their status. */
#include <linux/slab.h>

#include "carriers/netlink/netlink.h"

/* Messages. */

struct gw_netlink gw_netlink_head(const struct gw_netlink_instance *n,
				  const struct gw_element *el)
{
	struct gw_netlink head = {
		.element = el->number,
		.group = n->groups[el->number],
	};

	strscpy(head.device, n->inst->device, sizeof(head.device));
	return head;
}

/*
 * Adds a message with @size bytes of data, which are the caller's to fill in. @request:
 * that it answers, or NULL. Return: NULL, there is no room for it.
 */
struct nlmsghdr *gw_netlink_put(struct sk_buff *skb, const struct gw_netlink *head, int type,
				const struct nlmsghdr *request, u32 portid, int flags,
				size_t size)
{
	struct nlmsghdr *nlh;

	nlh = nlmsg_put(skb, portid, request ? request->nlmsg_seq : 0, type,
			sizeof(*head) + size, flags);
	if (nlh)
		memcpy(nlmsg_data(nlh), head, sizeof(*head));
	return nlh;
}

static struct sk_buff *gw_netlink_message(const struct gw_netlink *head, int type,
					  const struct nlmsghdr *request, u32 portid,
					  size_t size, void **data)
{
	struct sk_buff *skb = nlmsg_new(sizeof(*head) + size, GFP_KERNEL);

	if (skb)
		*data = gw_netlink_data(gw_netlink_put(skb, head, type, request, portid, 0, size));
	return skb;
}

/* To whoever sent @request in @skb. NULL: no memory. */
struct sk_buff *gw_netlink_answer(const struct gw_netlink *head, struct sk_buff *skb,
				  const struct nlmsghdr *request, size_t size, void **data)
{
	return gw_netlink_message(head, request->nlmsg_type, request, NETLINK_CB(skb).portid,
				  size, data);
}

/* Events. */

bool gw_netlink_has_listeners(const struct gw_netlink_instance *n, const struct gw_element *el)
{
	return netlink_has_listeners(gw_netlink_sock(n->socket), n->groups[el->number]);
}

static size_t gw_netlink_record_size(const struct gw_multicast *m, const struct gw_element *el)
{
	return nlmsg_total_size(sizeof(struct gw_netlink) + el->out.size);
}

static bool gw_netlink_put_record(const struct gw_multicast *m, const struct gw_element *el,
				  struct sk_buff *skb, const void *record, u64 time)
{
	struct gw_netlink head = gw_netlink_head(to_netlink(m), el);
	struct nlmsghdr *nlh;

	head.sequence = m->last[el->number];
	head.time = time;
	nlh = gw_netlink_put(skb, &head, GW_NETLINK_EVENT, NULL, 0, 0, el->out.size);
	if (nlh)
		memcpy(gw_netlink_data(nlh), record, el->out.size);
	return nlh;
}

/* A message with the last number, that nobody asked for. NULL: no memory. */
static struct sk_buff *gw_netlink_last(const struct gw_multicast *m, const struct gw_element *el,
				       int type)
{
	struct gw_netlink head = gw_netlink_head(to_netlink(m), el);
	void *none;

	head.sequence = m->last[el->number];
	return gw_netlink_message(&head, type, NULL, 0, 0, &none);
}

static struct sk_buff *gw_netlink_status_unasked(const struct gw_multicast *m,
						 const struct gw_element *el)
{
	return gw_netlink_last(m, el, GW_NETLINK_STATUS);
}

static bool gw_netlink_send_group(const struct gw_multicast *m, const struct gw_element *el,
				  struct sk_buff *skb)
{
	const struct gw_netlink_instance *n = to_netlink(m);
	struct sock *sk = gw_netlink_sock(n->socket);
	u16 group = n->groups[el->number];

	if (skb)
		return nlmsg_multicast(sk, skb, 0, group, GFP_KERNEL) != -ENOBUFS;
	netlink_set_err(sk, 0, group, -ENOBUFS);
	return false;
}

const struct gw_multicast_ops gw_netlink_multicast = {
	.size = gw_netlink_record_size,
	.put = gw_netlink_put_record,
	.status = gw_netlink_status_unasked,
	.send = gw_netlink_send_group,
};

/* Answers with the number of the last record, after all messages before it. */
int gw_netlink_status(struct gw_netlink_instance *n, const struct gw_element *el,
		      struct sk_buff *skb, const struct nlmsghdr *request)
{
	struct gw_netlink head = gw_netlink_head(n, el);
	struct sk_buff *answer;
	void *none;
	int err;

	err = gw_queue_settle_interruptible(&n->multicast.queue);
	err = err ?: gw_multicast_begin(&n->multicast);
	if (err)
		return err;
	err = -ENOMEM;
	head.sequence = n->multicast.last[el->number];
	answer = gw_netlink_answer(&head, skb, request, 0, &none);
	if (answer)
		err = nlmsg_unicast(gw_netlink_sock(n->socket), answer, NETLINK_CB(skb).portid);
	gw_multicast_end(&n->multicast);
	return err;
}

/* The last message in each group. */
void gw_netlink_send_gone(struct gw_netlink_instance *n)
{
	const struct gw_element *el;
	u32 number;

	for (number = GW_ELEMENT_MIN; number <= GW_ELEMENT_MAX; number++) {
		el = n->inst->elements[number];
		if (n->groups[number] && gw_netlink_has_listeners(n, el))
			gw_netlink_send_group(&n->multicast, el,
					      gw_netlink_last(&n->multicast, el, GW_NETLINK_GONE));
	}
}
