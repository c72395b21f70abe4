// SPDX-License-Identifier: GPL-2.0-only
/*
 * kitchen_sink: a provider that uses every type, every kind of element, several
 * instances and sessions. What it does is of no use; how it does it may be copied.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "kitchen_sink_kern.gw.h"

#define MAX_ITEMS 4096
#define RECENT 16

/* One on the shelf; the list is sorted by name. */
struct item {
	struct list_head link;
	struct kitchen_sink_gw_shelf row;
};

struct kitchen {
	struct kitchen_sink *channel;
	struct list_head shelf;		/* under the handlers' mutex, as all of this */
	unsigned int n_items;
	u64 cooked;
	u64 bells;
	struct kitchen_sink_gw_recent recent[RECENT];	/* dish n at n % RECENT */
};

static struct kitchen kitchens[2];
static const char * const names[] = { "hot", "cold" };

/* What a session keeps; sysfs, seq_file and genetlink have none. */
struct orders {
	u32 n;
};

static int session_open(struct kitchen_sink *m, struct kitchen_sink_session *s)
{
	struct orders *orders = kzalloc(sizeof(*orders), GFP_KERNEL);

	if (!orders)
		return -ENOMEM;
	kitchen_sink_session_set_priv(s, orders);
	return 0;
}

static void session_close(struct kitchen_sink *m, struct kitchen_sink_session *s)
{
	kfree(kitchen_sink_session_priv(s));
}

static int get_cooked(struct kitchen_sink *m, struct kitchen_sink_session *s, u64 *value)
{
	struct kitchen *k = kitchen_sink_priv(m);

	*value = k->cooked;
	return 0;
}

static int cook(struct kitchen_sink *m, struct kitchen_sink_session *s,
		const struct kitchen_sink_gw_dish *in, struct kitchen_sink_gw_dish *out)
{
	struct kitchen *k = kitchen_sink_priv(m);
	struct orders *orders = s ? kitchen_sink_session_priv(s) : NULL;
	struct kitchen_sink_gw_recent *recent;

	if (!kitchen_sink_open(m))
		return -EBUSY;
	*out = *in;
	out->ready = true;
	recent = &k->recent[k->cooked % RECENT];
	*recent = (struct kitchen_sink_gw_recent){ .nr = k->cooked, .mood = in->mood };
	strscpy(recent->name, in->name, sizeof(recent->name));
	k->cooked++;
	kitchen_sink_changed_recent(m);
	if (orders)
		orders->n++;
	kitchen_sink_emit_served(m, out);
	return 0;
}

static int mine(struct kitchen_sink *m, struct kitchen_sink_session *s,
		struct kitchen_sink_gw_mine_reply *out)
{
	const struct orders *orders = kitchen_sink_session_priv(s);

	out->orders = orders->n;
	return 0;
}

/* The first item whose name is not less than @name, or the list's head. */
static struct list_head *shelf_place(struct kitchen *k, const char *name)
{
	struct item *i;

	list_for_each_entry(i, &k->shelf, link)
		if (strcmp(i->row.item, name) >= 0)
			return &i->link;
	return &k->shelf;
}

static struct item *shelf_find(struct kitchen *k, const char *name)
{
	struct list_head *place = shelf_place(k, name);
	struct item *i = list_entry(place, struct item, link);

	return place != &k->shelf && !strcmp(i->row.item, name) ? i : NULL;
}

static void shelf_remove(struct kitchen *k, struct item *i)
{
	list_del(&i->link);
	k->n_items--;
	kfree(i);
}

static int stock(struct kitchen_sink *m, struct kitchen_sink_session *s,
		 const struct kitchen_sink_gw_stock_request *in,
		 struct kitchen_sink_gw_stock_reply *out)
{
	struct kitchen *k = kitchen_sink_priv(m);
	struct item *i = shelf_find(k, in->item);
	struct kitchen_sink_gw_ran_out ran_out = { };

	out->before = i ? i->row.amount : 0;
	if (!in->amount) {
		if (i) {
			shelf_remove(k, i);
			strscpy(ran_out.item, in->item, sizeof(ran_out.item));
			kitchen_sink_emit_ran_out(m, &ran_out);
		}
	} else {
		if (!i) {
			if (k->n_items >= MAX_ITEMS)
				return -ENOMEM;
			i = kzalloc(sizeof(*i), GFP_KERNEL);
			if (!i)
				return -ENOMEM;
			strscpy(i->row.item, in->item, sizeof(i->row.item));
			list_add_tail(&i->link, shelf_place(k, in->item));
			k->n_items++;
		}
		i->row.amount = in->amount;
		i->row.board = in->board;
	}
	out->items = k->n_items;
	kitchen_sink_changed_shelf(m);
	return 0;
}

static int next_shelf(struct kitchen_sink *m, struct kitchen_sink_session *s,
		      const char *after, struct kitchen_sink_gw_shelf *row)
{
	struct kitchen *k = kitchen_sink_priv(m);
	struct item *i;

	list_for_each_entry(i, &k->shelf, link) {
		if (after && strcmp(i->row.item, after) <= 0)
			continue;
		*row = i->row;
		return 0;
	}
	return -ENOENT;
}

static int next_recent(struct kitchen_sink *m, struct kitchen_sink_session *s,
		       const __u64 *after, struct kitchen_sink_gw_recent *row)
{
	struct kitchen *k = kitchen_sink_priv(m);
	u64 nr = k->cooked > RECENT ? k->cooked - RECENT : 0;

	if (after)
		nr = max(nr, *after + 1);
	if (nr >= k->cooked)
		return -ENOENT;
	*row = k->recent[nr % RECENT];
	return 0;
}

static int ring_bells(struct kitchen_sink *m, struct kitchen_sink_session *s,
		      const struct kitchen_sink_gw_ring_bells_request *in)
{
	struct kitchen *k = kitchen_sink_priv(m);
	struct kitchen_sink_gw_bell *bell;
	struct gw_emission e;
	u32 i;

	for (i = 0; i < in->count; i++) {
		bell = kitchen_sink_reserve_bell(m, &e);
		if (bell)
			*bell = (struct kitchen_sink_gw_bell){
				.nr = k->bells,
				.mood = kitchen_sink_mood(m),
			};
		kitchen_sink_commit_bell(&e);
		kitchen_sink_emit_gong(m, &(struct kitchen_sink_gw_gong){
			.strokes = i,
			.mood = kitchen_sink_mood(m),
		});
		k->bells++;
	}
	return 0;
}

static const struct kitchen_sink_ops ops = {
	.open = session_open,
	.close = session_close,
	.get_cooked = get_cooked,
	.cook = cook,
	.mine = mine,
	.stock = stock,
	.ring_bells = ring_bells,
	.next_shelf = next_shelf,
	.next_recent = next_recent,
};

static void kitchen_close(struct kitchen *k)
{
	struct item *i, *next;

	kitchen_sink_unregister(k->channel);
	list_for_each_entry_safe(i, next, &k->shelf, link)
		shelf_remove(k, i);
}

static int write_diary(struct kitchen *k)
{
	static const char first_page[] = "opened\n";
	ssize_t n = kitchen_sink_write_diary(k->channel, 0, first_page, strlen(first_page));

	return min_t(ssize_t, n, 0);
}

static int __init kitchen_sink_init(void)
{
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(kitchens); i++) {
		struct kitchen *k = &kitchens[i];

		INIT_LIST_HEAD(&k->shelf);
		k->channel = kitchen_sink_register(NULL, names[i], &ops, k);
		if (IS_ERR(k->channel)) {
			err = PTR_ERR(k->channel);
			goto err_close;
		}
		err = write_diary(k);
		if (err) {
			i++;
			goto err_close;
		}
	}
	return 0;

err_close:
	while (i--)
		kitchen_close(&kitchens[i]);
	return err;
}

static void __exit kitchen_sink_exit(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(kitchens); i++)
		kitchen_close(&kitchens[i]);
}

module_init(kitchen_sink_init);
module_exit(kitchen_sink_exit);

MODULE_DESCRIPTION("Uses everything that Gangway has");
MODULE_LICENSE("GPL");
