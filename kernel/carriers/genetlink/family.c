// SPDX-License-Identifier: GPL-2.0-only
/*
 * Families of generic netlink, made from the tables of interfaces.
 *
 * Paused dumps, by the controller of our policies, still use a family, its
 * operations and policies after it was unregistered; meanwhile they hold a
 * reference to its module, which is gangway.ko. So a family stays in memory as long
 * as gangway.ko is loaded; if the same interface is registered again, it gets the
 * same family.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include <gangway/genetlink.h>

#include "carriers/genetlink/family.h"
#include "compat/compat.h"
#include "netlink/attributes.h"

/* Protects the list, and is held for nothing else: registering may wait for others. */
static DEFINE_MUTEX(gw_families_lock);
static LIST_HEAD(gw_families);

/* The messages of a dump; of a get; and of a request for the status. */
static const struct nla_policy gw_policy_bare[GW_GENL_A_MAX + 1] = {
	[GW_GENL_A_INSTANCE] = { .type = NLA_NUL_STRING, .len = GW_INSTANCE_NAME_MAX },
};

static const struct nla_policy gw_policy_get[GW_GENL_A_MAX + 1] = {
	[GW_GENL_A_INSTANCE] = { .type = NLA_NUL_STRING, .len = GW_INSTANCE_NAME_MAX },
	[GW_GENL_A_RAW] = { .type = NLA_FLAG },
};

static const struct nla_policy gw_policy_status[GW_GENL_A_MAX + 1] = {
	[GW_GENL_A_INSTANCE] = { .type = NLA_NUL_STRING, .len = GW_INSTANCE_NAME_MAX },
	[GW_GENL_A_ELEMENT] = { .type = NLA_U32 },
};

static bool gw_is_grouped(const struct gw_element *el)
{
	return el->kind == GW_EVENT || (el->kind == GW_PROPERTY && el->notify);
}

static void gw_family_free(struct gw_family *f)
{
	const struct genl_ops *op;

	for (op = f->genl.ops; op && op < f->genl.ops + f->genl.n_ops; op++) {
		if (op->policy == gw_policy_bare || op->policy == gw_policy_get ||
		    op->policy == gw_policy_status)
			continue;
		if (op->policy)
			gw_policy_free(op->policy[GW_GENL_A_DATA].nested_policy,
				       op->policy[GW_GENL_A_DATA].len);
		kfree(op->policy);
	}
	kfree(f->genl.ops);
	kfree(f->genl.mcgrps);
	kvfree(f->description);
	kfree(f);
}

/* Adds a command; @data: of its request, or NULL. */
static int gw_family_command(struct gw_family *f, struct genl_ops *op, u8 cmd,
			     const struct gw_message *data)
{
	struct nla_policy *policy;

	op->cmd = cmd;
	op->maxattr = GW_GENL_A_MAX;
	op->policy = gw_policy_get;
	op->doit = gw_genl_doit;
	f->genl.n_ops++;
	if (!data)
		return 0;

	policy = kmemdup(gw_policy_bare, sizeof(gw_policy_bare), GFP_KERNEL);
	op->policy = policy;
	if (!policy)
		return -ENOMEM;
	policy[GW_GENL_A_RAW].type = NLA_BINARY;
	policy[GW_GENL_A_DATA].type = NLA_NESTED;
	policy[GW_GENL_A_DATA].len = gw_policy_max(data);
	policy[GW_GENL_A_DATA].nested_policy = gw_policy_alloc(data);
	return policy[GW_GENL_A_DATA].nested_policy ? 0 : -ENOMEM;
}

/* Adds the commands of an element, from @ops on. */
static int gw_family_element(struct gw_family *f, struct genl_ops *ops,
			     const struct gw_element *el)
{
	struct genl_ops *op = ops + f->genl.n_ops;
	int err = 0;

	switch (el->kind) {
	case GW_PROPERTY:
		if (el->readable)
			err = gw_family_command(f, op++, el->number, NULL);
		if (!err && el->writable)
			err = gw_family_command(f, op, el->number | GW_GENL_SET,
						&el->in);
		return err;
	case GW_CALL:
		return gw_family_command(f, op, el->number, &el->in);
	case GW_TABLE:
		err = gw_family_command(f, op, el->number, NULL);
		op->policy = gw_policy_bare;
		op->doit = NULL;
		op->start = gw_genl_dump_start;
		op->dumpit = gw_genl_dump;
		return err;
	case GW_EVENT:
	case GW_STREAM:
		break;
	}
	return 0;
}

static int gw_family_commands(struct gw_family *f, const struct gw_interface *iface)
{
	const struct gw_element *el;
	struct genl_ops *ops;
	int err;

	ops = kcalloc(2 * iface->n_elements + 1, sizeof(*ops), GFP_KERNEL);
	f->genl.ops = ops;
	if (!ops)
		return -ENOMEM;
	gw_for_each_carried(el, iface, genetlink) {
		err = gw_family_element(f, ops, el);
		if (err)
			return err;
	}
	if (f->genl.n_mcgrps) {
		gw_family_command(f, ops + f->genl.n_ops, GW_GENL_STATUS, NULL);
		ops[f->genl.n_ops - 1].policy = gw_policy_status;
	}
	return 0;
}

static int gw_family_groups(struct gw_family *f, const struct gw_interface *iface)
{
	struct genl_multicast_group *group;
	const struct gw_element *el;

	group = kcalloc(iface->n_elements, sizeof(*group), GFP_KERNEL);
	f->genl.mcgrps = group;
	if (!group)
		return -ENOMEM;
	memset(f->groups, GW_NO_GROUP, sizeof(f->groups));
	gw_for_each_carried(el, iface, genetlink) {
		if (!gw_is_grouped(el))
			continue;
		if (strscpy(group->name, el->name, sizeof(group->name)) < 0)
			return -EINVAL;
		if (el->capability >= 0 || !(iface->mode & 0004))
			group->flags = GW_GROUP_NET_ADMIN;
		f->groups[el->number] = f->genl.n_mcgrps++;
		group++;
	}
	return 0;
}

static struct gw_family *gw_family_alloc(const struct gw_interface *iface)
{
	struct gw_family *f;
	int err = -ENOMEM;

	f = kzalloc(sizeof(*f), GFP_KERNEL);
	if (!f)
		return ERR_PTR(-ENOMEM);
	f->description = kvmalloc(iface->description_size, GFP_KERNEL);
	if (!f->description)
		goto err_free;
	memcpy(f->description, iface->description, iface->description_size);
	f->description_size = iface->description_size;
	mutex_init(&f->registering);
	INIT_LIST_HEAD(&f->instances);
	strscpy(f->genl.name, iface->name, sizeof(f->genl.name));
	f->genl.version = GW_GENL_VERSION;
	f->genl.module = THIS_MODULE;
	f->genl.netnsok = iface->netns_each;
	/* Handlers have a mutex of their own, unless they are concurrent. */
	f->genl.parallel_ops = true;
	err = gw_family_groups(f, iface);
	if (!err)
		err = gw_family_commands(f, iface);
	if (err)
		goto err_free;
	list_add_rcu(&f->link, &gw_families);
	return f;

err_free:
	gw_family_free(f);
	return ERR_PTR(err);
}

static struct gw_family *gw_family_find(const struct gw_interface *iface)
{
	struct gw_family *f;

	list_for_each_entry(f, &gw_families, link)
		if (f->description_size == iface->description_size &&
		    !memcmp(f->description, iface->description, f->description_size))
			return f;
	return NULL;
}

/**
 * gw_family_get() - the family of an interface, registered
 * @iface: the interface
 *
 * Return: the family, to be released by gw_family_put(), or ERR_PTR: -EEXIST
 * another one has its name, -ENOMEM.
 */
struct gw_family *gw_family_get(const struct gw_interface *iface)
{
	struct gw_family *f;
	int err = 0;

	mutex_lock(&gw_families_lock);
	f = gw_family_find(iface) ?: gw_family_alloc(iface);
	mutex_unlock(&gw_families_lock);
	if (IS_ERR(f) || refcount_inc_not_zero(&f->users))
		return f;

	mutex_lock(&f->registering);
	if (!refcount_inc_not_zero(&f->users)) {
		err = genl_register_family(&f->genl);
		if (!err)
			refcount_set(&f->users, 1);
	}
	mutex_unlock(&f->registering);
	if (!err)
		return f;
	pr_err("%s: its family of generic netlink: error %d\n", iface->name, err);
	return ERR_PTR(err);
}

/* The last user unregisters it, which waits for running commands. */
void gw_family_put(struct gw_family *f)
{
	if (!refcount_dec_and_mutex_lock(&f->users, &f->registering))
		return;
	genl_unregister_family(&f->genl);
	mutex_unlock(&f->registering);
}

/* A registered one, or NULL. */
struct gw_family *gw_family_by_id(int id)
{
	struct gw_family *f, *found = NULL;

	rcu_read_lock();
	list_for_each_entry_rcu(f, &gw_families, link)
		if (f->genl.id == id && refcount_read(&f->users)) {
			found = f;
			break;
		}
	rcu_read_unlock();
	return found;
}

/* gangway.ko is being unloaded: there is no instance, and no dump. */
void gw_families_free(void)
{
	struct gw_family *f, *next;

	list_for_each_entry_safe(f, next, &gw_families, link)
		gw_family_free(f);
	INIT_LIST_HEAD(&gw_families);
}
