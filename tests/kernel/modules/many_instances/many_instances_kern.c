// SPDX-License-Identifier: GPL-2.0-only
/*
 * An interface with many instances, which come and go as its clients ask.
 * For the tests.
 */
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include "many_instances_kern.gw.h"

struct unit {
	struct list_head node;
	struct many_instances *channel;
	char name[16];		/* empty: Gangway chose a number */
};

/*
 * many_instances_unregister() waits for the handlers of that instance, and is
 * called with this lock held. So no handler may wait for it: they try, and say
 * EBUSY.
 */
static LIST_HEAD(units);
static DEFINE_MUTEX(units_lock);

static const struct many_instances_ops ops;

static int unit_add(const char *name)
{
	struct unit *u = kzalloc(sizeof(*u), GFP_KERNEL);
	int err;

	if (!u)
		return -ENOMEM;
	strscpy(u->name, name, sizeof(u->name));
	u->channel = many_instances_register(NULL, *name ? name : NULL, &ops, u);
	if (IS_ERR(u->channel)) {
		err = PTR_ERR(u->channel);
		kfree(u);
		return err;
	}
	list_add_tail(&u->node, &units);
	return 0;
}

static void unit_free(struct unit *u)
{
	list_del(&u->node);
	many_instances_unregister(u->channel);
	kfree(u);
}

static int whoami(struct many_instances *m, struct many_instances_session *s,
		  struct many_instances_gw_whoami_reply *out)
{
	const struct unit *u = many_instances_priv(m);

	strscpy(out->name, u->name, sizeof(out->name));
	return 0;
}

static int add(struct many_instances *m, struct many_instances_session *s,
	       const struct many_instances_gw_add_request *in)
{
	int err;

	if (!mutex_trylock(&units_lock))
		return -EBUSY;
	err = unit_add(in->name);
	mutex_unlock(&units_lock);
	return err;
}

static int drop(struct many_instances *m, struct many_instances_session *s,
		const struct many_instances_gw_drop_request *in)
{
	struct unit *self = many_instances_priv(m);
	struct unit *u;
	int err = -ENOENT;

	if (!mutex_trylock(&units_lock))
		return -EBUSY;
	list_for_each_entry(u, &units, node) {
		if (strcmp(u->name, in->name))
			continue;
		err = -EBUSY;
		if (u != self) {
			unit_free(u);
			err = 0;
		}
		break;
	}
	mutex_unlock(&units_lock);
	return err;
}

static int ping(struct many_instances *m, struct many_instances_session *s)
{
	struct many_instances_gw_pong pong = { .value = many_instances_value(m) };

	many_instances_emit_pong(m, &pong);
	return 0;
}

static int next_self(struct many_instances *m, struct many_instances_session *s, const char *after,
		     struct many_instances_gw_self *row)
{
	const struct unit *u = many_instances_priv(m);

	if (after)
		return -ENOENT;
	strscpy(row->name, u->name, sizeof(row->name));
	row->value = many_instances_value(m);
	return 0;
}

static const struct many_instances_ops ops = {
	.whoami = whoami,
	.add = add,
	.drop = drop,
	.ping = ping,
	.next_self = next_self,
};

static void units_free(void)
{
	struct unit *u, *next;

	mutex_lock(&units_lock);
	list_for_each_entry_safe(u, next, &units, node)
		unit_free(u);
	mutex_unlock(&units_lock);
}

static int __init many_instances_init(void)
{
	int err;

	mutex_lock(&units_lock);
	err = unit_add("alpha") ?: unit_add("beta");
	mutex_unlock(&units_lock);
	if (err)
		units_free();
	return err;
}

static void __exit many_instances_exit(void)
{
	units_free();
}

module_init(many_instances_init);
module_exit(many_instances_exit);

MODULE_DESCRIPTION("Gangway's test provider with many instances");
MODULE_LICENSE("GPL");
