// SPDX-License-Identifier: GPL-2.0-only
/*
 * growth: instances, rows and elements, in numbers that grow. Of elements there
 * are interfaces with fewer and with more, whose values Gangway stores.
 */
#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "growth_kern.gw.h"
#include "interfaces.h"
#include "space_kern.gw.h"
#include "unit_kern.gw.h"

struct one {
	struct list_head node;
	struct unit *channel;
};

static struct growth *channel;
static LIST_HEAD(units);	/* the last in front; handlers take turns */
static unsigned int units_nr;
static atomic_t spaces;
static unsigned int space_id;

static const struct unit_ops unit_ops;
static const struct space_ops space_ops;

static int unit_add(void)
{
	struct one *u = kzalloc(sizeof(*u), GFP_KERNEL);
	char name[16];
	int err;

	if (!u)
		return -ENOMEM;
	snprintf(name, sizeof(name), "u%u", units_nr);
	u->channel = unit_register(NULL, name, &unit_ops, u);
	err = PTR_ERR_OR_ZERO(u->channel);
	if (err) {
		kfree(u);
		return err;
	}
	list_add(&u->node, &units);
	units_nr++;
	return 0;
}

static void units_del(u32 count)
{
	struct one *u, *next;

	list_for_each_entry_safe(u, next, &units, node) {
		if (!count--)
			break;
		list_del(&u->node);
		units_nr--;
		unit_unregister(u->channel);
		kfree(u);
	}
}

static int make(struct growth *m, struct growth_session *s, const struct growth_gw_make_request *in)
{
	int err = 0;
	u32 i;

	for (i = 0; !err && i < in->count; i++)
		err = unit_add();
	return err;
}

static int drop(struct growth *m, struct growth_session *s, const struct growth_gw_drop_request *in)
{
	units_del(in->count);
	return 0;
}

static int get_spaces(struct growth *m, struct growth_session *s, u32 *value)
{
	*value = atomic_read(&spaces);
	return 0;
}

static int next_row(struct growth *m, struct growth_session *s, const u32 *after,
		    struct growth_gw_row *row)
{
	row->nr = after ? *after + 1 : 0;
	row->value = row->nr;
	return row->nr < growth_length(m) ? 0 : -ENOENT;
}

static const struct growth_ops ops = {
	.make = make,
	.drop = drop,
	.get_spaces = get_spaces,
	.next_row = next_row,
};

static int __net_init space_begin(struct net *net)
{
	struct space **of = net_generic(net, space_id);

	*of = space_register(net, NULL, NULL, &space_ops, NULL);
	if (IS_ERR(*of))
		return PTR_ERR(*of);
	atomic_inc(&spaces);
	return 0;
}

static void __net_exit space_end(struct net *net)
{
	struct space **of = net_generic(net, space_id);

	space_unregister(*of);
	atomic_dec(&spaces);
}

static struct pernet_operations space_net_ops = {
	.init = space_begin,
	.exit = space_end,
	.id = &space_id,
	.size = sizeof(struct space *),
};

static int __init growth_init(void)
{
	int err;

	channel = growth_register(NULL, NULL, &ops, NULL);
	if (IS_ERR(channel))
		return PTR_ERR(channel);
	err = interfaces_register();
	if (err)
		goto no_interfaces;
	err = register_pernet_subsys(&space_net_ops);
	if (err)
		goto no_spaces;
	return 0;

no_spaces:
	interfaces_unregister();
no_interfaces:
	growth_unregister(channel);
	return err;
}

static void __exit growth_exit(void)
{
	unregister_pernet_subsys(&space_net_ops);
	interfaces_unregister();
	growth_unregister(channel);
	units_del(U32_MAX);
}

module_init(growth_init);
module_exit(growth_exit);

MODULE_DESCRIPTION("What Gangway's benchmarks let grow");
MODULE_LICENSE("GPL");
