// SPDX-License-Identifier: GPL-2.0-only
/*
 * netlink_family: a book of guests. Handlers take turns, so it needs no lock; all
 * that is netlink's is generated.
 */
#include <linux/module.h>
#include <linux/string.h>

#include "netlink_family_kern.gw.h"

#define PAGES 100

static struct netlink_family *channel;
static struct netlink_family_gw_guests book[PAGES];
static u32 written;

static int enter(struct netlink_family *m, struct netlink_family_session *s,
		 const struct netlink_family_gw_enter_request *in,
		 struct netlink_family_gw_enter_reply *out)
{
	struct netlink_family_gw_entered entered = { .page = written + 1 };
	struct netlink_family_gw_guests *guest;
	u32 i;

	if (!in->age || in->age > 120)
		return -ERANGE;
	for (i = 0; i < written; i++)
		if (!strcmp(book[i].name, in->name))
			return -EEXIST;
	if (written == PAGES)
		return -ENOSPC;
	guest = &book[written++];
	guest->page = written;
	guest->age = in->age;
	memcpy(guest->name, in->name, sizeof(guest->name));
	netlink_family_changed_guests(m);

	memcpy(entered.name, in->name, sizeof(entered.name));
	netlink_family_emit_entered(m, &entered);
	out->answer = 42;
	out->page = written;
	return 0;
}

static int next_guests(struct netlink_family *m, struct netlink_family_session *s,
		       const __u32 *after, struct netlink_family_gw_guests *row)
{
	const u32 next = after ? *after : 0;

	if (next >= written)
		return -ENOENT;
	*row = book[next];
	return 0;
}

static const struct netlink_family_ops ops = {
	.enter = enter,
	.next_guests = next_guests,
};

static int __init netlink_family_init(void)
{
	channel = netlink_family_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit netlink_family_exit(void)
{
	netlink_family_unregister(channel);
}

module_init(netlink_family_init);
module_exit(netlink_family_exit);

MODULE_DESCRIPTION("A guest book as a family of generic netlink");
MODULE_LICENSE("GPL");
