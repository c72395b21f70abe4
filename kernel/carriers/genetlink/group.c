// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "genetlink": what is sent to groups, each message with its number:
 * events, new values of properties, and their status.
 */
#include <linux/slab.h>

#include <gangway/genetlink.h>

#include "carriers/genetlink/genl.h"
#include "core/request.h"
#include "netlink/attributes.h"

/* Messages. */

const char *gw_genl_name(const struct gw_instance *inst)
{
	const char *at = inst->iface->many ? strchr(inst->device, '@') : NULL;

	return at ? at + 1 : NULL;
}

/* Bytes of a message with all attributes, whose data take @size. */
static size_t gw_genl_size(size_t size)
{
	return nlmsg_total_size(GENL_HDRLEN + nla_total_size(GW_INSTANCE_NAME_MAX + 1) +
				2 * nla_total_size(sizeof(u64)) +
				2 * nla_total_size(sizeof(u32)) + size);
}

/* Adds a message's header and instance. NULL: there is no room. */
static void *gw_genl_put(struct sk_buff *skb, const struct gw_genl *g, u32 portid, u32 seq,
			 u8 cmd)
{
	const char *name = gw_genl_name(g->inst);
	void *header = genlmsg_put(skb, portid, seq, &g->family->genl, 0, cmd);

	if (!header || !name || !nla_put_string(skb, GW_GENL_A_INSTANCE, name))
		return header;
	genlmsg_cancel(skb, header);
	return NULL;
}

/* Begins a message with room for @size bytes more. NULL: no memory. */
struct sk_buff *gw_genl_begin(const struct gw_genl *g, u32 portid, u32 seq, u8 cmd,
			      size_t size, void **header)
{
	struct sk_buff *skb = alloc_skb(gw_genl_size(size), GFP_KERNEL);

	if (!skb)
		return NULL;
	*header = gw_genl_put(skb, g, portid, seq, cmd);
	if (*header)
		return skb;
	nlmsg_free(skb);
	return NULL;
}

/* Ends it; @err is what adding its parts returned. NULL: it did not fit. */
struct sk_buff *gw_genl_end(struct sk_buff *skb, void *header, int err)
{
	if (WARN_ON_ONCE(err)) {
		nlmsg_free(skb);
		return NULL;
	}
	genlmsg_end(skb, header);
	return skb;
}

struct sk_buff *gw_genl_status_message(const struct gw_genl *g,
				       const struct gw_element *el, u32 portid,
				       u32 seq, bool gone)
{
	struct sk_buff *skb;
	void *header;
	int err;

	skb = gw_genl_begin(g, portid, seq, GW_GENL_STATUS, 0, &header);
	if (!skb)
		return NULL;
	err = nla_put_u32(skb, GW_GENL_A_ELEMENT, el->number);
	err = err ?: nla_put(skb, GW_GENL_A_SEQUENCE, sizeof(u64), &g->multicast.last[el->number]);
	if (gone)
		err = err ?: nla_put_flag(skb, GW_GENL_A_GONE);
	return gw_genl_end(skb, header, err);
}

/* Events. */

static struct net *gw_genl_net(const struct gw_instance *inst)
{
	return inst->iface->netns_each ? inst->net : &init_net;
}

/*
 * What is root's is the machine's root's; but whoever owns a network namespace may
 * join all groups there, so nothing is sent to these in one that another owns.
 */
static bool gw_genl_is_withheld(const struct gw_instance *inst, const struct gw_element *el)
{
	return el->capability < 0 && !(inst->iface->mode & 0004) &&
	       gw_genl_net(inst)->user_ns != &init_user_ns;
}

bool gw_genl_has_listeners(const struct gw_genl *g, const struct gw_element *el)
{
	return !gw_genl_is_withheld(g->inst, el) &&
	       genl_has_listeners(&g->family->genl, gw_genl_net(g->inst),
				  g->family->groups[el->number]) > 0;
}

static size_t gw_genl_record_size(const struct gw_multicast *m, const struct gw_element *el)
{
	return gw_genl_size(gw_attributes_size(&el->out));
}

/* @time: 0 when it has none. */
static bool gw_genl_put_record(const struct gw_multicast *m, const struct gw_element *el,
			       struct sk_buff *skb, const void *record, u64 time)
{
	void *header = gw_genl_put(skb, to_genl(m), 0, 0, el->number);

	if (!header)
		return false;
	if (nla_put(skb, GW_GENL_A_SEQUENCE, sizeof(u64), &m->last[el->number]) ||
	    (time && nla_put(skb, GW_GENL_A_TIME, sizeof(u64), &time)) ||
	    gw_attributes_put(skb, GW_GENL_A_DATA, &el->out, record)) {
		genlmsg_cancel(skb, header);
		return false;
	}
	genlmsg_end(skb, header);
	return true;
}

static struct sk_buff *gw_genl_status_unasked(const struct gw_multicast *m,
					      const struct gw_element *el)
{
	return gw_genl_status_message(to_genl(m), el, 0, 0, false);
}

static bool gw_genl_send_group(const struct gw_multicast *m, const struct gw_element *el,
			       struct sk_buff *skb)
{
	const struct gw_genl *g = to_genl(m);
	const struct genl_family *family = &g->family->genl;
	u8 group = g->family->groups[el->number];
	struct net *net = gw_genl_net(g->inst);

	if (skb)
		return genlmsg_multicast_netns(family, net, skb, 0, group, GFP_KERNEL) != -ENOBUFS;
	genl_set_err(family, net, 0, group, -ENOBUFS);
	return false;
}

const struct gw_multicast_ops gw_genl_multicast = {
	.size = gw_genl_record_size,
	.put = gw_genl_put_record,
	.status = gw_genl_status_unasked,
	.send = gw_genl_send_group,
};

/* Changes of properties: a worker gets the value, and sends it. */

/* A change whose value cannot be had is one that was lost: whoever listens can ask for it. */
static void gw_genl_tell(struct gw_genl *g, const struct gw_element *el)
{
	void *value = kvzalloc(el->out.size, GFP_KERNEL);
	int err = value ? gw_get(g->inst, NULL, el, value) : -ENOMEM;

	if (!err) {
		gw_multicast_record(&g->multicast, el, value);
	} else if (err != -ENODEV) { /* else that it is gone comes next */
		gw_count(g->inst, el, lost);
		gw_multicast_skip(&g->multicast, el, 1);
	}
	kvfree(value);
}

void gw_genl_changes(struct work_struct *work)
{
	struct gw_genl *g = container_of(work, struct gw_genl, changes);
	unsigned int number;

	if (!gw_enter(g->inst))
		return;
	for_each_set_bit(number, g->changed, GW_NUMBERS) {
		set_bit(number, g->telling);
		/* The first is set before the second is cleared: gw_genl_all_told(). */
		if (test_and_clear_bit(number, g->changed))
			gw_genl_tell(g, gw_element(g->inst, number));
		clear_bit(number, g->telling);
		wake_up_all(&g->inst->wait);
	}
	gw_leave(g->inst);
}

static bool gw_genl_all_told(const struct gw_genl *g, u32 number)
{
	bool changed = test_bit(number, g->changed);

	smp_rmb(); /* pairs with test_and_clear_bit() of gw_genl_changes() */
	return !changed && !test_bit(number, g->telling);
}

/*
 * Whatever has been emitted, or has changed, is sent when this returns; entered. Return:
 * 0, or -ERESTARTSYS.
 */
int gw_genl_settle(struct gw_genl *g, const struct gw_element *el)
{
	if (el->kind != GW_EVENT)
		return wait_event_interruptible(g->inst->wait, gw_dying(g->inst) ||
						gw_genl_all_told(g, el->number));
	return gw_queue_settle_interruptible(&g->multicast.queue);
}

/* The last message in each group. */
void gw_genl_send_gone(struct gw_genl *g)
{
	const struct gw_element *el;
	u32 number;

	for (number = GW_ELEMENT_MIN; number <= GW_ELEMENT_MAX; number++) {
		if (g->family->groups[number] == GW_NO_GROUP)
			continue;
		el = g->inst->elements[number];
		if (gw_genl_has_listeners(g, el))
			gw_genl_send_group(&g->multicast, el,
					   gw_genl_status_message(g, el, 0, 0, true));
	}
}
