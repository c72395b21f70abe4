// SPDX-License-Identifier: GPL-2.0-only
/*
 * gwm: an interface with many instances, which come and go as its clients ask.
 * For the tests.
 */
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include "gwm_kern.gw.h"

struct unit {
	struct list_head node;
	struct gwm *channel;
	char name[16];		/* empty: Gangway chose a number */
};

/*
 * gwm_unregister() waits for the handlers of that instance, and is called with
 * this lock held. So no handler may wait for it: they try, and say EBUSY.
 */
static LIST_HEAD(units);
static DEFINE_MUTEX(units_lock);

static const struct gwm_ops ops;

static int unit_add(const char *name)
{
	struct unit *u = kzalloc(sizeof(*u), GFP_KERNEL);
	int err;

	if (!u)
		return -ENOMEM;
	strscpy(u->name, name, sizeof(u->name));
	u->channel = gwm_register(NULL, *name ? name : NULL, &ops, u);
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
	gwm_unregister(u->channel);
	kfree(u);
}

static int whoami(struct gwm *m, struct gwm_session *s,
		  struct gwm_whoami_reply *out)
{
	const struct unit *u = gwm_priv(m);

	strscpy(out->name, u->name, sizeof(out->name));
	return 0;
}

static int add(struct gwm *m, struct gwm_session *s,
	       const struct gwm_add_request *in)
{
	int err;

	if (!mutex_trylock(&units_lock))
		return -EBUSY;
	err = unit_add(in->name);
	mutex_unlock(&units_lock);
	return err;
}

static int drop(struct gwm *m, struct gwm_session *s,
		const struct gwm_drop_request *in)
{
	struct unit *self = gwm_priv(m);
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

static int ping(struct gwm *m, struct gwm_session *s)
{
	gwm_emit_pong(m, &(struct gwm_pong){ .value = gwm_value(m) });
	return 0;
}

static int next_self(struct gwm *m, struct gwm_session *s, const char *after,
		     struct gwm_self *row)
{
	const struct unit *u = gwm_priv(m);

	if (after)
		return -ENOENT;
	strscpy(row->name, u->name, sizeof(row->name));
	row->value = gwm_value(m);
	return 0;
}

static const struct gwm_ops ops = {
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

static int __init gwm_init(void)
{
	int err;

	mutex_lock(&units_lock);
	err = unit_add("alpha") ?: unit_add("beta");
	mutex_unlock(&units_lock);
	if (err)
		units_free();
	return err;
}

static void __exit gwm_exit(void)
{
	units_free();
}

module_init(gwm_init);
module_exit(gwm_exit);

MODULE_DESCRIPTION("Gangway's test provider with many instances");
MODULE_LICENSE("GPL");
