// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "genetlink": properties, calls, events and tables as messages of
 * generic netlink. The protocol is in uapi/gangway/genetlink.h; families and
 * their policies in family.c, attributes in netlink/attributes.c, what is sent to
 * groups in group.c, dumps in dump.c. Here are requests, and adding and removing
 * instances.
 *
 * Generic netlink calls .doit and .start under a lock (cb_lock) for which registering
 * any family waits, and behind that everybody. So under it a request is only read,
 * and checked: a worker runs it, and answers (request.c).
 */
#include <linux/slab.h>
#include <linux/workqueue.h>
#include <net/sock.h>

#include <gangway/genetlink.h>

#include "carriers/genetlink/genl.h"
#include "compat/compat.h"
#include "core/carrier.h"
#include "core/node.h"
#include "core/request.h"
#include "netlink/attributes.h"
#include "netlink/request.h"

static DEFINE_SPINLOCK(gw_genls_lock);	/* protects the lists of families' instances */

/* Requests. */

static struct gw_instance *gw_genl_enter_named(const struct gw_family *f, const struct net *net,
					       const struct nlattr *name)
{
	char node[GW_NAME_SIZE];
	size_t at = strlen(f->genl.name);

	memcpy(node, f->genl.name, at);
	node[at++] = '@';
	if (nla_strscpy(node + at, name, sizeof(node) - at) < 0)
		return NULL;
	return gw_node_enter_seen(node, net);
}

/* Of those that have names. */
static struct gw_instance *gw_genl_enter_only(const struct gw_family *f, const struct net *net)
{
	struct gw_instance *inst = NULL;
	const struct gw_genl *g;

	spin_lock(&gw_genls_lock);
	list_for_each_entry(g, &f->instances, link) {
		if (!g->inst->node || (g->inst->net && g->inst->net != net))
			continue;
		if (inst) {
			inst = ERR_PTR(-EINVAL);
			break;
		}
		inst = g->inst;
	}
	if (!IS_ERR_OR_NULL(inst) && !gw_enter(inst))
		inst = NULL;
	spin_unlock(&gw_genls_lock);
	return inst;
}

/* false: it has a node of the name for which the family's own is being refused. */
static bool gw_genl_is_of(const struct gw_instance *inst, const struct gw_family *f)
{
	const struct gw_genl *g = gw_genl(inst);

	return g && g->family == f;
}

/* Finds the requested instance, and enters it. */
struct gw_instance *gw_genl_enter(int family, const struct net *net,
				  const struct nlattr *name,
				  struct netlink_ext_ack *extack)
{
	const struct gw_family *f = gw_family_by_id(family);
	struct gw_instance *inst = NULL;

	if (f && name)
		inst = gw_genl_enter_named(f, net, name);
	else if (f)
		inst = gw_node_enter_seen(f->genl.name, net) ?: gw_genl_enter_only(f, net);
	if (!IS_ERR_OR_NULL(inst) && !gw_genl_is_of(inst, f)) {
		gw_leave(inst);
		inst = NULL;
	}
	if (!inst)
		NL_SET_ERR_MSG_ATTR(extack, name, "no such instance");
	else if (IS_ERR(inst))
		NL_SET_ERR_MSG(extack, "several instances exist: specify one");
	return inst ?: ERR_PTR(-ENODEV);
}

/* Where handlers can use it, a structure stays in the message. */
static int gw_genl_receive_raw(struct gw_genl_request *r, const struct nlattr *raw,
			       struct netlink_ext_ack *extack)
{
	if (nla_len(raw) == r->el->in.size && IS_ALIGNED((unsigned long)nla_data(raw), 8)) {
		r->in = nla_data(raw);
		return 0;
	}
	return gw_input_copy(r->el, r->data, nla_data(raw), nla_len(raw), raw, extack);
}

static int gw_genl_receive_data(struct gw_genl_request *r, const struct nlattr *data,
				struct netlink_ext_ack *extack)
{
	memset(r->data, 0, r->el->in.size);
	return data ? gw_attributes_get(&r->el->in, r->data, data, extack) : 0;
}

static int gw_genl_receive(struct gw_genl_request *r, const struct genl_info *info)
{
	const struct nlattr *data = info->attrs[GW_GENL_A_DATA];
	const struct nlattr *raw = info->attrs[GW_GENL_A_RAW];
	const struct gw_element *el = r->el;
	int err;

	if (raw && data) {
		NL_SET_ERR_MSG_ATTR(info->extack, raw, "there is its data, too");
		err = -EINVAL;
	} else if (raw) {
		err = gw_genl_receive_raw(r, raw, info->extack);
	} else if (!data && el->in.min_size) {
		gw_extack(info->extack, NULL, el->name, "its data is missing");
		gw_extack_missing(info->extack, NULL, GW_GENL_A_DATA);
		err = -EINVAL;
	} else {
		err = gw_genl_receive_data(r, data, info->extack);
	}
	return err ?: gw_input_check(el, r->in, raw ?: data, info->extack);
}

/* The status of a group: the element that it belongs to. */
static const struct gw_element *gw_genl_status_of(const struct gw_genl *g,
						  struct genl_info *info)
{
	const struct nlattr *number = info->attrs[GW_GENL_A_ELEMENT];
	const struct gw_element *el;

	if (GENL_REQ_ATTR_CHECK(info, GW_GENL_A_ELEMENT))
		return ERR_PTR(-EINVAL);
	el = gw_element(g->inst, nla_get_u32(number));
	if (el && g->family->groups[el->number] != GW_NO_GROUP)
		return el;
	NL_SET_ERR_MSG_ATTR(info->extack, number, "has no group");
	return ERR_PTR(-ENOENT);
}

static int gw_genl_admit_status(struct gw_genl *g, struct sk_buff *skb, struct genl_info *info)
{
	const struct gw_element *el = gw_genl_status_of(g, info);
	struct gw_genl_request *r;
	int err;

	if (IS_ERR(el))
		return PTR_ERR(el);
	err = gw_sender_allowed(g->inst, el, skb, false, info->extack);
	if (err)
		return err;
	r = gw_genl_request_alloc(g, el, GW_GENL_RUN_STATUS, skb, info->nlhdr);
	return r ? gw_genl_request_queue(r, info->extack) : -ENOMEM;
}

/* A get, a set or a call. */
static int gw_genl_admit_request(struct gw_genl *g, const struct gw_element *el,
				 struct sk_buff *skb, struct genl_info *info)
{
	bool get = el->kind == GW_PROPERTY && !(info->genlhdr->cmd & GW_GENL_SET);
	enum gw_genl_run run = el->kind == GW_CALL ? GW_GENL_RUN_CALL :
			       get ? GW_GENL_RUN_GET : GW_GENL_RUN_SET;
	struct gw_genl_request *r;
	int err;

	err = gw_sender_allowed(g->inst, el, skb, !get, info->extack);
	if (err)
		return err;
	r = gw_genl_request_alloc(g, el, run, skb, info->nlhdr);
	if (!r)
		return -ENOMEM;
	r->raw = info->attrs[GW_GENL_A_RAW];
	if (!get)
		err = gw_genl_receive(r, info);
	if (err) {
		gw_genl_request_free(r);
		return err;
	}
	return gw_genl_request_queue(r, info->extack);
}

int gw_genl_doit(struct sk_buff *skb, struct genl_info *info)
{
	u8 cmd = info->genlhdr->cmd;
	const struct gw_element *el;
	struct gw_instance *inst;
	int err = -EOPNOTSUPP;

	inst = gw_genl_enter(info->nlhdr->nlmsg_type, genl_info_net(info),
			     info->attrs[GW_GENL_A_INSTANCE], info->extack);
	if (IS_ERR(inst))
		return PTR_ERR(inst);
	el = gw_element(inst, cmd & ~GW_GENL_SET);
	if (cmd == GW_GENL_STATUS)
		err = gw_genl_admit_status(gw_genl(inst), skb, info);
	else if (el)
		err = gw_genl_admit_request(gw_genl(inst), el, skb, info);
	if (el && err != GW_GENL_LATER)
		gw_done(inst, el, err);
	gw_leave(inst);
	return err;
}

/* Instances. */

static bool genetlink_listens(struct gw_subscription *sub, const struct gw_element *el)
{
	struct gw_queue *q = container_of(sub, struct gw_queue, sub);

	return gw_genl_has_listeners(to_genl(to_multicast(q)), el);
}

static void genetlink_changed(struct gw_instance *inst, const struct gw_element *el)
{
	struct gw_genl *g = gw_genl(inst);

	if (!g || g->family->groups[el->number] == GW_NO_GROUP || !gw_genl_has_listeners(g, el))
		return;
	set_bit(el->number, g->changed);
	queue_work(gw_unbound_wq, &g->changes);
}

static int genetlink_publish(struct gw_instance *inst)
{
	struct gw_genl *g;
	int err;

	g = kvzalloc(sizeof(*g), GFP_KERNEL);
	if (!g)
		return -ENOMEM;
	g->inst = inst;
	INIT_LIST_HEAD(&g->requests);
	init_waitqueue_head(&g->idle);
	INIT_WORK(&g->changes, gw_genl_changes);
	g->family = gw_family_get(inst->iface);
	if (IS_ERR(g->family)) {
		err = PTR_ERR(g->family);
		goto err_free;
	}
	err = gw_multicast_init(&g->multicast, &gw_genl_multicast, inst, &gw_genetlink_carrier,
				GW_VIA(genetlink));
	if (err)
		goto err_family;
	gw_state_publish(inst, GW_CARRIER_genetlink, g);
	spin_lock(&gw_genls_lock);
	list_add_tail(&g->link, &g->family->instances);
	spin_unlock(&gw_genls_lock);
	return 0;

err_family:
	gw_family_put(g->family);
err_free:
	kvfree(g);
	return err;
}

static void genetlink_revoke(struct gw_instance *inst)
{
	struct gw_genl *g = gw_genl(inst);

	if (!g)
		return;
	spin_lock(&gw_genls_lock);
	list_del(&g->link);
	spin_unlock(&gw_genls_lock);
	gw_genl_requests_wait(g);
	gw_queue_exit(&g->multicast.queue);
	cancel_work_sync(&g->changes);
	gw_genl_send_gone(g);
	inst->state[GW_CARRIER_genetlink] = NULL;
	gw_family_put(g->family);
	kvfree(g);
}

static int genetlink_init(void)
{
	return gw_genl_requests_init();
}

static void genetlink_exit(void)
{
	gw_genl_requests_exit();
	gw_families_free();
}

const struct gw_carrier gw_genetlink_carrier = {
	.name = "genetlink",
	.init = genetlink_init,
	.exit = genetlink_exit,
	.instance = {
		.publish = genetlink_publish,
		.revoke = genetlink_revoke,
	},
	.value = {
		.changed = genetlink_changed,
	},
	.sink = {
		.listens = genetlink_listens,
		GW_QUEUE_SINK,
	},
};
