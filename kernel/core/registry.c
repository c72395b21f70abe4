// SPDX-License-Identifier: GPL-2.0-only
/*
 * The registry: which instances of which interfaces exist, and how they are
 * added and removed.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/ctype.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/stringify.h>

#include "core/carrier.h"
#include "core/node.h"
#include "core/registered.h"
#include "core/session.h"
#include "core/stream.h"
#include "core/subscription.h"
#include "core/trace.h"

static bool gw_name_valid(const char *name, size_t max)
{
	const char *c;

	for (c = name; *c; c++)
		if (!isascii(*c) || (!isalnum(*c) && !strchr("._:-", *c)))
			return false;
	return c != name && c - name <= max && strcmp(name, ".") &&
	       strcmp(name, "..");
}

/* Return: 0, or -EINVAL @handler is one, and @ops does not have it. */
static int gw_handler_check(const struct gw_interface *iface, const void *ops, u16 handler,
			    const char *verb, const struct gw_element *el)
{
	if (!handler || *(void * const *)(ops + handler))
		return 0;
	pr_err("%s: module %s registers it without the handler %s%s\n", iface->name,
	       iface->module, verb, el->name);
	return -EINVAL;
}

/* A call, a table or a stream without its handlers has nothing to offer. */
static int gw_handlers_check(const struct gw_interface *iface, const void *ops)
{
	const struct gw_element *el;
	int err = 0;

	for (el = iface->elements; el < iface->elements + iface->n_elements; el++) {
		if (el->kind == GW_STREAM) {
			err = gw_handler_check(iface, ops, el->stream->read_handler,
					       "read_", el) ?: err;
			err = gw_handler_check(iface, ops, el->stream->write_handler,
					       "write_", el) ?: err;
		} else if (el->kind != GW_PROPERTY) {
			err = gw_handler_check(iface, ops, el->handler,
					       el->kind == GW_TABLE ? "next_" : "", el) ?: err;
		}
	}
	return err;
}

/* Return: how it is registered that it can not be, or NULL. */
static const char *gw_registration_wrong(const struct gw_interface *iface,
					 const struct net *net, const char *name,
					 const void *ops)
{
	if (!ops)
		return "without handlers";
	if (iface->netns_each != !!net)
		return net ? "in a network namespace" : "without its network namespace";
	if (name && !iface->many)
		return "with the name of an instance, but has one only";
	if (!gw_name_valid(iface->name, GW_INTERFACE_NAME_MAX))
		return "under a name that is no file's, or too long";
	return NULL;
}

/*
 * An instance's name may be a program's choice: it is escaped and cut, and what is
 * said of it is limited. Return: @err.
 */
static int gw_name_refused(const struct gw_interface *iface, const char *name,
			   const char *why, int err)
{
	if (name)
		pr_err_ratelimited("%s: module %s registers the instance \"%*pE\"%s\n",
				   iface->name, iface->module,
				   (int)strnlen(name, 2 * GW_INSTANCE_NAME_MAX), name, why);
	else
		pr_err("%s: module %s registers it%s\n", iface->name, iface->module, why);
	return err;
}

static int gw_interface_check(const struct gw_interface *iface,
			      const struct net *net, const char *name,
			      const void *ops)
{
	const char *wrong;

	if (iface->abi != GW_PROVIDER_ABI) {
		pr_err("%s: made for provider ABI %u, this is %u: generate and build it again\n",
		       iface->name, iface->abi, GW_PROVIDER_ABI);
		return -ENOEXEC;
	}
	wrong = gw_registration_wrong(iface, net, name, ops);
	if (wrong) {
		pr_err("%s: module %s registers it %s\n", iface->name, iface->module, wrong);
		return -EINVAL;
	}
	if (name && !gw_name_valid(name, GW_INSTANCE_NAME_MAX))
		return gw_name_refused(iface, name, ", but a name is 1 to "
				       __stringify(GW_INSTANCE_NAME_MAX)
				       " letters, digits and ._:-, but not . or ..", -EINVAL);
	return gw_handlers_check(iface, ops);
}

/*
 * Finds a free name and makes it this instance's; gw_registry_lock is held. Return:
 * -EBUSY its node is about to be there, or to be gone.
 */
static int gw_instance_name(struct gw_instance *inst, const char *name)
{
	const char *iface = inst->iface->name;
	struct gw_node *node;
	unsigned int i;

	if (!inst->iface->many) {
		strscpy(inst->device, iface, sizeof(inst->device));
	} else if (name) {
		snprintf(inst->device, sizeof(inst->device), "%s@%s", iface, name);
	} else {
		for (i = 0; i < GW_MINORS; i++) {
			snprintf(inst->device, sizeof(inst->device), "%s@%u",
				 iface, i);
			node = gw_node_find(inst->device);
			if (!node || (!node->busy && !gw_node_instance(node, inst->net)))
				return 0;
		}
		return -ENOSPC;
	}
	node = gw_node_find(inst->device);
	if (!node)
		return 0;
	if (gw_node_instance(node, inst->net))
		return gw_name_refused(inst->iface, name, ", but there is one already",
				       -EEXIST);
	return node->busy ? -EBUSY : 0;
}

/*
 * Adds the instance to its node, which is made if there is none; gw_registry_lock
 * is held. From here on, handlers are called. Return: as gw_instance_name().
 */
static int gw_instance_link(struct gw_instance *inst, const char *name)
{
	struct gw_node *node;
	int err;

	err = gw_interface_clashes(inst->iface) ?: gw_instance_name(inst, name);
	if (err)
		return err;
	node = gw_node_find(inst->device) ?: gw_node_add(inst->iface, inst->device);
	if (IS_ERR(node))
		return PTR_ERR(node);
	gw_node_instance_add(node, inst);
	return 0;
}

/* How often a node was no longer busy, under gw_registry_lock; and who waits for it. */
static unsigned int gw_nodes_done;
static DECLARE_WAIT_QUEUE_HEAD(gw_nodes_wait);

/*
 * The node is settled, or gone. Its files are added and removed without the lock:
 * removal waits for whoever is reading or writing one.
 */
static void gw_node_done(struct gw_node *node, bool gone)
{
	mutex_lock(&gw_registry_lock);
	node->busy = false;
	if (gone)
		gw_node_del(node);
	WRITE_ONCE(gw_nodes_done, gw_nodes_done + 1);
	mutex_unlock(&gw_registry_lock);
	wake_up_all(&gw_nodes_wait);
}

/*
 * Makes an instance visible. On failure it may have been visible, and so may parts
 * of its node: to be revoked, and then deleted, if it has one.
 */
static int gw_instance_add(struct gw_instance *inst, struct device *parent,
			   const char *name)
{
	unsigned int done;
	int err;

	for (;;) {
		mutex_lock(&gw_registry_lock);
		done = gw_nodes_done;
		err = gw_instance_link(inst, name);
		mutex_unlock(&gw_registry_lock);
		if (err != -EBUSY)
			break;
		if (wait_event_killable(gw_nodes_wait, READ_ONCE(gw_nodes_done) != done))
			return -EINTR;
	}
	if (err)
		return err;
	if (inst->node->busy) {	/* no other instance is added to it meanwhile */
		err = gw_carriers_node_add(inst->node) ?: gw_device_add(inst->node, parent);
		if (err)
			return err;
		gw_node_done(inst->node, false);
	}
	/* Pairs with carriers that send by it. */
	smp_store_release(&inst->dev, inst->node->dev);
	return 0;
}

static void gw_instance_del(struct gw_instance *inst)
{
	struct gw_node *node = inst->node;
	bool last;

	mutex_lock(&gw_registry_lock);
	last = gw_node_instance_del(node, inst);
	if (last)
		node->busy = true;
	mutex_unlock(&gw_registry_lock);
	if (!last)
		return;
	if (node->dev)
		gw_device_del(node);
	gw_carriers_node_del(node);
	gw_node_done(node, true);
}

/*
 * From now on nobody enters; waiters, here or in poll, leave. Nothing happens the
 * second time; the caller ensures that there is no other meanwhile.
 */
void gw_instance_kill(struct gw_instance *inst)
{
	if (inst->dead)
		return;
	percpu_ref_kill(&inst->running);
	/* Afterwards: whoever is told that it is gone does not enter it once more. */
	smp_store_release(&inst->dead, true);
	wake_up_all(&inst->wait);
	gw_streams_wake(inst);
	gw_sessions_wake(inst);
}

/* When it returns, nobody calls the provider any longer. */
static void gw_instance_revoke(struct gw_instance *inst)
{
	gw_instance_kill(inst);
	rwsem_acquire(&inst->dep_map, 0, 0, _RET_IP_);
	wait_for_completion(&inst->drained);
	rwsem_release(&inst->dep_map, _RET_IP_);
	/* Who has the turn of a handler, and did not enter. */
	mutex_lock(&inst->handlers);
	mutex_unlock(&inst->handlers);

	gw_sessions_close(inst);
	gw_subscriptions_end(inst);
	gw_carriers_revoke(inst);
}

/* First nobody uses the instance, and only then its node may go. */
static void gw_instance_end(struct gw_instance *inst)
{
	gw_instance_revoke(inst);
	if (inst->node)
		gw_instance_del(inst);
	gw_instance_put(inst);
}

struct gw_instance *gw_register(const struct gw_interface *iface,
				struct module *owner, struct net *net,
				struct device *parent, const char *name,
				const void *ops, void *priv)
{
	struct gw_instance *inst;
	int err;

	might_sleep();
	err = gw_interface_check(iface, net, name, ops);
	if (err)
		return ERR_PTR(err);
	inst = gw_instance_alloc(iface);
	if (IS_ERR(inst))
		return inst;
	inst->owner = owner;
	inst->net = net;
	inst->ops = ops;
	inst->priv = priv;
	inst->closes = iface->close && ((const struct gw_ops_head *)ops)->close;

	err = gw_carriers_claim(inst) ?: gw_carriers_publish(inst) ?:
	      gw_instance_add(inst, parent, name);
	if (err) {
		gw_instance_end(inst);
		return ERR_PTR(err);
	}
	gw_registered_add(inst);
	trace_register(inst);
	return inst;
}
EXPORT_SYMBOL_GPL(gw_register);

void gw_unregister(struct gw_instance *inst)
{
	if (IS_ERR_OR_NULL(inst))
		return;
	might_sleep();
	if (!gw_registered_take(inst))
		return;
	gw_registered_kill_alike(inst);
	trace_revoke(inst);
	gw_instance_end(inst);
}
EXPORT_SYMBOL_GPL(gw_unregister);

void gw_instance_abandon(struct gw_instance *inst)
{
	/* Its handlers may count on what has been torn down. */
	WRITE_ONCE(inst->closes, false);
	trace_revoke(inst);
	gw_instance_end(inst);
}
