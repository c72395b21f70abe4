// SPDX-License-Identifier: GPL-2.0-only
/* Carrier "netlink": messages; events, each with its number, and their status. */
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

/*
 * Without memory for the message, listeners are made to ask for the status. False: it
 * was lost, for a listener that wants senders to know of it (NETLINK_BROADCAST_ERROR)
 * at least.
 */
static bool gw_netlink_multicast(struct gw_netlink_instance *n, const struct gw_element *el,
				 int type, u64 time, const void *data, size_t size)
{
	struct gw_netlink head = gw_netlink_head(n, el);
	struct sock *sk = gw_netlink_sock(n->socket);
	struct sk_buff *skb;
	void *to;

	head.sequence = n->last[el->number];
	head.time = time;
	skb = gw_netlink_message(&head, type, NULL, 0, size, &to);
	if (!skb) {
		netlink_set_err(sk, 0, head.group, -ENOBUFS);
		return false;
	}
	if (size)
		memcpy(to, data, size);
	return nlmsg_multicast(sk, skb, 0, head.group, GFP_KERNEL) != -ENOBUFS;
}

void gw_netlink_deliver(struct gw_queue *q, const struct gw_element *el, const void *record,
			u64 time)
{
	struct gw_netlink_instance *n = to_netlink(q);

	mutex_lock(&n->sending);
	n->last[el->number]++;
	if (!gw_netlink_multicast(n, el, GW_NETLINK_EVENT, time, record, el->out.size))
		gw_count(n->inst, el, lost);
	mutex_unlock(&n->sending);
}

/* Numbers those that nobody gets, and says so. */
void gw_netlink_lost(struct gw_queue *q, const struct gw_element *el, u64 lost)
{
	struct gw_netlink_instance *n = to_netlink(q);

	mutex_lock(&n->sending);
	n->last[el->number] += lost;
	gw_netlink_multicast(n, el, GW_NETLINK_STATUS, 0, NULL, 0);
	mutex_unlock(&n->sending);
}

/* Answers with the number of the last record, after all messages before it. */
int gw_netlink_status(struct gw_netlink_instance *n, const struct gw_element *el,
		      struct sk_buff *skb, const struct nlmsghdr *request)
{
	struct gw_netlink head = gw_netlink_head(n, el);
	struct sk_buff *answer;
	int err = -ENOMEM;
	void *none;

	if (gw_queue_settle_interruptible(&n->queue) || mutex_lock_interruptible(&n->sending))
		return -ERESTARTSYS;
	head.sequence = n->last[el->number];
	answer = gw_netlink_answer(&head, skb, request, 0, &none);
	if (answer)
		err = nlmsg_unicast(gw_netlink_sock(n->socket), answer, NETLINK_CB(skb).portid);
	mutex_unlock(&n->sending);
	return err;
}

/* The last message in each group. */
void gw_netlink_send_gone(struct gw_netlink_instance *n)
{
	u32 number;

	for (number = GW_ELEMENT_MIN; number <= GW_ELEMENT_MAX; number++)
		if (n->groups[number] && gw_netlink_has_listeners(n, n->inst->elements[number]))
			gw_netlink_multicast(n, n->inst->elements[number], GW_NETLINK_GONE, 0,
					     NULL, 0);
}
