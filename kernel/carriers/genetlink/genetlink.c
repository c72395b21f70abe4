// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "genetlink": properties, calls, events and tables as messages of
 * generic netlink. The protocol is in uapi/gangway/genetlink.h; families and
 * their policies in family.c, attributes in netlink/attributes.c, what is sent to
 * groups in group.c, dumps in dump.c. Here are requests, and adding and removing
 * instances.
 *
 * A request runs under a lock (cb_lock) that registering any family takes for
 * writing. So a handler called this way must not register or unregister an
 * interface that this carrier carries, and a slow one delays families being
 * registered or unregistered.
 */
#include <linux/capability.h>
#include <linux/slab.h>
#include <linux/workqueue.h>
#include <net/sock.h>

#include <gangway/genetlink.h>

#include "carriers/genetlink/genl.h"
#include "compat/compat.h"
#include "core/carrier.h"
#include "core/request.h"
#include "netlink/attributes.h"

/* All of them; for requests, which only know the family's number. */
static DEFINE_SPINLOCK(gw_genls_lock);
static LIST_HEAD(gw_genls);

/* Requests. */

static bool gw_genl_is(const struct gw_instance *inst, const struct net *net,
		       const struct nlattr *name)
{
	const char *own = gw_genl_name(inst);

	if (!inst->node || (inst->iface->netns_each && inst->net != net))
		return false;
	return !name || (own && !nla_strcmp(name, own));
}

/* Finds the requested instance, and enters it. */
struct gw_instance *gw_genl_enter(int family, const struct net *net,
				  const struct nlattr *name,
				  struct netlink_ext_ack *extack)
{
	struct gw_instance *inst = NULL;
	struct gw_genl *g;

	spin_lock(&gw_genls_lock);
	list_for_each_entry(g, &gw_genls, link) {
		if (g->family->genl.id != family || !gw_genl_is(g->inst, net, name))
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
	if (!inst)
		NL_SET_ERR_MSG_ATTR(extack, name, "no such instance");
	else if (IS_ERR(inst))
		NL_SET_ERR_MSG(extack, "several instances exist: specify one");
	return inst ?: ERR_PTR(-ENODEV);
}

/* Do the sender of @skb and the current task have permission? */
int gw_genl_allowed(const struct gw_instance *inst, const struct gw_element *el,
		    struct sk_buff *skb, bool write, struct netlink_ext_ack *extack)
{
	struct user_namespace *ns = gw_user_ns(inst, el->capability);
	int capability = el->capability;

	/* What is root's is the machine's root's. */
	if (capability < 0 && !(inst->iface->mode & (write ? 0002 : 0004)))
		capability = CAP_NET_ADMIN;
	if (capability < 0 || netlink_ns_capable(skb, ns, capability))
		return 0;
	gw_extack(extack, NULL, el->name, "not permitted");
	return -EPERM;
}

static int gw_genl_receive(const struct gw_element *el, void *in,
			   const struct genl_info *info)
{
	const struct nlattr *data = info->attrs[GW_GENL_A_DATA];
	int err;

	if (data) {
		err = gw_attributes_get(&el->in, in, data, info->extack);
	} else if (el->in.min_size) {
		gw_extack(info->extack, NULL, el->name, "its data is missing");
		gw_extack_missing(info->extack, NULL, GW_GENL_A_DATA);
		err = -EINVAL;
	} else {
		err = 0;
	}
	if (err || !el->in.check)
		return err;
	err = el->in.check(in);
	if (err == -ERANGE)
		gw_extack(info->extack, data, el->name,
			  "a value is outside its range");
	else if (err)
		gw_extack(info->extack, data, el->name,
			  "a value is outside its type");
	return err;
}

static int gw_genl_reply(const struct gw_genl *g, const struct gw_element *el,
			 struct genl_info *info, const void *out)
{
	struct sk_buff *skb;
	void *header;

	skb = gw_genl_begin(g, info->snd_portid, info->snd_seq, info->genlhdr->cmd,
			    gw_attributes_size(&el->out), &header);
	if (!skb)
		return -ENOMEM;
	skb = gw_genl_end(skb, header,
			  gw_attributes_put(skb, GW_GENL_A_DATA, &el->out, out));
	return skb ? genlmsg_reply(skb, info) : -EMSGSIZE;
}

/* A get, a set or a call: @in and @out are zeroed. */
static int gw_genl_run(struct gw_instance *inst, const struct gw_element *el,
		       struct genl_info *info, void *in, void *out)
{
	bool set = info->genlhdr->cmd & GW_GENL_SET;
	int err = 0;

	if (set || el->kind == GW_CALL)
		err = gw_genl_receive(el, in, info);
	if (err)
		return err;
	if (set)
		return gw_set(inst, NULL, el, in);
	err = el->kind == GW_CALL ? gw_call(inst, NULL, el, in, out) :
				    gw_get(inst, NULL, el, out);
	/* Without NLM_F_ACK an empty reply signals completion. */
	if (err || (!el->out.n_fields && info->nlhdr->nlmsg_flags & NLM_F_ACK))
		return err;
	return gw_genl_reply(gw_genl(inst), el, info, out);
}

static int gw_genl_request(struct gw_instance *inst, const struct gw_element *el,
			   struct sk_buff *skb, struct genl_info *info)
{
	bool get = el->kind == GW_PROPERTY && !(info->genlhdr->cmd & GW_GENL_SET);
	size_t in = ALIGN(el->in.size, 8);
	void *buffer;
	int err;

	err = gw_genl_allowed(inst, el, skb, !get, info->extack);
	if (err)
		return err;
	buffer = kvzalloc(in + el->out.size, GFP_KERNEL_ACCOUNT);
	if (!buffer)
		return -ENOMEM;
	err = gw_genl_run(inst, el, info, buffer, buffer + in);
	kvfree(buffer);
	return err;
}

/* Answers with the number of the last record, after all messages before it. */
static int gw_genl_status(struct gw_instance *inst, struct sk_buff *skb,
			  struct genl_info *info)
{
	const struct nlattr *number = info->attrs[GW_GENL_A_ELEMENT];
	const struct gw_element *el = NULL;
	struct gw_genl *g = gw_genl(inst);
	int err;

	if (GENL_REQ_ATTR_CHECK(info, GW_GENL_A_ELEMENT))
		return -EINVAL;
	el = gw_element(inst, nla_get_u32(number));
	if (!el || g->family->groups[el->number] == GW_NO_GROUP) {
		NL_SET_ERR_MSG_ATTR(info->extack, number, "has no group");
		return -ENOENT;
	}
	err = gw_genl_allowed(inst, el, skb, false, info->extack);
	if (err)
		return err;
	if (el->kind == GW_EVENT)
		gw_queue_flush(&g->queue);
	else
		flush_work(&g->changes);
	mutex_lock(&g->sending);
	skb = gw_genl_status_message(g, el, info->snd_portid, info->snd_seq, false);
	err = skb ? genlmsg_reply(skb, info) : -ENOMEM;
	mutex_unlock(&g->sending);
	return err;
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
		err = gw_genl_status(inst, skb, info);
	else if (el)
		err = gw_done(inst, el, gw_genl_request(inst, el, skb, info));
	gw_leave(inst);
	err = gw_genl_errno(err);
	if (err == -EINTR)	/* netlink would not answer, and the caller wait for ever */
		netlink_ack(skb, nlmsg_hdr(skb), err, info->extack);
	return err;
}

/* Instances. */

static bool genetlink_listens(struct gw_subscription *sub, const struct gw_element *el)
{
	return gw_genl_has_listeners(to_genl(container_of(sub, struct gw_queue, sub)), el);
}

static void genetlink_changed(struct gw_instance *inst, const struct gw_element *el)
{
	struct gw_genl *g = gw_genl(inst);

	if (!g || g->family->groups[el->number] == GW_NO_GROUP || !gw_genl_has_listeners(g, el))
		return;
	set_bit(el->number, g->changed);
	queue_work(system_unbound_wq, &g->changes);
}

static int genetlink_publish(struct gw_instance *inst)
{
	struct gw_genl *g;
	int err;

	g = kvzalloc(sizeof(*g), GFP_KERNEL);
	if (!g)
		return -ENOMEM;
	g->inst = inst;
	mutex_init(&g->sending);
	INIT_WORK(&g->changes, gw_genl_changes);
	g->family = gw_family_get(inst->iface);
	if (IS_ERR(g->family)) {
		err = PTR_ERR(g->family);
		goto err_free;
	}
	g->queue.deliver = gw_genl_deliver;
	g->queue.lost = gw_genl_lost;
	err = gw_queue_init(&g->queue, inst, &gw_genetlink_carrier, GW_VIA(genetlink));
	if (err)
		goto err_family;
	inst->state[GW_CARRIER_genetlink] = g;
	spin_lock(&gw_genls_lock);
	list_add_tail(&g->link, &gw_genls);
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
	gw_queue_exit(&g->queue);
	cancel_work_sync(&g->changes);
	gw_genl_send_gone(g);
	inst->state[GW_CARRIER_genetlink] = NULL;
	gw_family_put(g->family);
	kvfree(g);
}

static void genetlink_exit(void)
{
	gw_families_free();
}

const struct gw_carrier gw_genetlink_carrier = {
	.name = "genetlink",
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
		.reserve = gw_queue_reserve,
		.commit = gw_queue_commit,
		.discard = gw_queue_discard,
		.send = gw_queue_send,
	},
};
