// SPDX-License-Identifier: GPL-2.0-only
/*
 * The first version of kitchen_sink, which knows less: what it has must serve
 * clients of the second, and its clients must be served by the second's module.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/string.h>

#include "kitchen_sink_kern.gw.h"

static struct kitchen_sink *channel;
static struct kitchen_sink_gw_shelf shelf;	/* has room for one */

static int cook(struct kitchen_sink *m, struct kitchen_sink_session *s,
		const struct kitchen_sink_gw_dish *in, struct kitchen_sink_gw_dish *out)
{
	*out = *in;
	out->ready = true;
	return 0;
}

static int stock(struct kitchen_sink *m, struct kitchen_sink_session *s,
		 const struct kitchen_sink_gw_stock_request *in,
		 struct kitchen_sink_gw_stock_reply *out)
{
	strscpy(shelf.item, in->item, sizeof(shelf.item));
	shelf.amount = in->amount;
	out->items = !!in->amount;
	kitchen_sink_changed_shelf(m);
	return 0;
}

static int next_shelf(struct kitchen_sink *m, struct kitchen_sink_session *s,
		      const char *after, struct kitchen_sink_gw_shelf *row)
{
	if (!shelf.amount || (after && strcmp(shelf.item, after) <= 0))
		return -ENOENT;
	*row = shelf;
	return 0;
}

static int ring_bells(struct kitchen_sink *m, struct kitchen_sink_session *s,
		      const struct kitchen_sink_gw_ring_bells_request *in)
{
	struct kitchen_sink_gw_bell bell = { };

	for (bell.nr = 0; bell.nr < in->count; bell.nr++) {
		kitchen_sink_emit_bell(m, &bell);
		kitchen_sink_emit_gong(m, &(struct kitchen_sink_gw_gong){ .strokes = bell.nr });
	}
	return 0;
}

static const struct kitchen_sink_ops ops = {
	.cook = cook,
	.stock = stock,
	.ring_bells = ring_bells,
	.next_shelf = next_shelf,
};

static int __init previous_version_init(void)
{
	static const char first_page[] = "opened\n";
	ssize_t n;

	channel = kitchen_sink_register(NULL, "hot", &ops, NULL);
	if (IS_ERR(channel))
		return PTR_ERR(channel);
	n = kitchen_sink_write_diary(channel, 0, first_page, strlen(first_page));
	if (n < 0)
		kitchen_sink_unregister(channel);
	return min_t(ssize_t, n, 0);
}

static void __exit previous_version_exit(void)
{
	kitchen_sink_unregister(channel);
}

module_init(previous_version_init);
module_exit(previous_version_exit);

MODULE_DESCRIPTION("The first version of kitchen_sink, for tests");
MODULE_LICENSE("GPL");
