// SPDX-License-Identifier: GPL-2.0-only
/*
 * text_relay: parts of a text come by netlink, one after the other, and are passed on
 * as they come. What has come whole is what /proc shows. Handlers take turns.
 */
#include <linux/module.h>
#include <linux/vmalloc.h>

#include "text_relay_kern.gw.h"

#define TEXT_MAX (sizeof_field(struct text_relay_gw_text, value) - 1)

static struct text_relay *channel;
static char *coming;		/* TEXT_MAX bytes, the first @arrived of which have come */
static u32 arrived;
static char *whole;
static u32 size;

static int send(struct text_relay *m, struct text_relay_session *s,
		const struct text_relay_gw_part *part)
{
	if (!part->offset)
		arrived = 0;
	if (part->offset != arrived)
		return -EILSEQ;
	if (part->data_len > TEXT_MAX - arrived)
		return -EFBIG;
	memcpy(coming + arrived, part->data, part->data_len);
	arrived += part->data_len;
	if (part->last) {
		swap(coming, whole);
		size = arrived;
		arrived = 0;
	}
	text_relay_emit_passed(m, part);
	return 0;
}

/* /proc ends each value with a line break of its own. */
static int get_text(struct text_relay *m, struct text_relay_session *s,
		    struct text_relay_gw_text *value)
{
	u32 length = size && whole[size - 1] == '\n' ? size - 1 : size;

	memcpy(value->value, whole, length);
	return 0;
}

static const struct text_relay_ops ops = {
	.send = send,
	.get_text = get_text,
};

static int __init text_relay_init(void)
{
	int err = -ENOMEM;

	coming = vzalloc(TEXT_MAX);
	whole = vzalloc(TEXT_MAX);
	if (!coming || !whole)
		goto err_free;
	channel = text_relay_register(NULL, NULL, &ops, NULL);
	err = PTR_ERR_OR_ZERO(channel);
	if (!err)
		return 0;
err_free:
	vfree(whole);
	vfree(coming);
	return err;
}

static void __exit text_relay_exit(void)
{
	text_relay_unregister(channel);
	vfree(whole);
	vfree(coming);
}

module_init(text_relay_init);
module_exit(text_relay_exit);

MODULE_DESCRIPTION("A text on its way from program to program");
MODULE_LICENSE("GPL");
