// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "chardev": a stream as the content of the device node, for read(), write(),
 * lseek(), poll() and mmap(), as uapi/gangway/session.h says; and events by read(),
 * which are in events.c.
 */
#include <linux/fs.h>

#include "carriers/chardev/events.h"
#include "core/carrier.h"
#include "core/stream.h"

/* The compiler lets an interface have one. It may have none, but events. */
static int chardev_claim(struct gw_instance *inst)
{
	int i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++)
		if (inst->streams[i] && inst->elements[i]->carriers & GW_VIA(chardev))
			inst->state[GW_CARRIER_chardev] = (void *)inst->elements[i];
	return 0;
}

/* The stream, or NULL. */
static const struct gw_element *gw_chardev_content(const struct gw_session *s)
{
	return s->inst->state[GW_CARRIER_chardev];
}

static int chardev_open(struct gw_session *s, struct inode *inode)
{
	const struct gw_element *el = gw_chardev_content(s);

	return el ? gw_stream_open(s, el, inode) : nonseekable_open(inode, s->file);
}

static loff_t chardev_llseek(struct gw_session *s, loff_t offset, int whence)
{
	const struct gw_element *el = gw_chardev_content(s);

	return el ? gw_stream_llseek(s, el, offset, whence) : -ESPIPE;
}

/* Records for who has subscribed; content; or else whoever reads has subscribed. */
static ssize_t chardev_read(struct gw_session *s, struct kiocb *iocb, struct iov_iter *to)
{
	const struct gw_element *el = gw_chardev_content(s);
	void *subscription = gw_session_subscription(s, GW_CARRIER_chardev);
	int err;

	if (!subscription && el)
		return gw_stream_read(s, el, iocb, to);
	if (!subscription) {
		err = gw_subscribe_to_all(s, GW_CARRIER_chardev);
		if (err)
			return err;
		subscription = gw_session_subscription(s, GW_CARRIER_chardev);
	}
	return gw_chardev_read_events(s, subscription, iocb, to);
}

static ssize_t chardev_write(struct gw_session *s, struct kiocb *iocb, struct iov_iter *from)
{
	const struct gw_element *el = gw_chardev_content(s);

	return el ? gw_stream_write(s, el, iocb, from) : -EINVAL;
}

static __poll_t chardev_content_poll(struct gw_session *s, poll_table *wait)
{
	const struct gw_element *el = gw_chardev_content(s);

	return el ? gw_stream_poll(s, el, wait) : 0;
}

static int chardev_content_mmap(struct gw_session *s, struct vm_area_struct *vma)
{
	const struct gw_element *el = gw_chardev_content(s);

	return el ? gw_store_mmap(s, el, vma) : -ENODEV;
}

const struct gw_carrier gw_chardev_carrier = {
	.name = "chardev",
	.instance = {
		.claim = chardev_claim,
	},
	.session = {
		.args_size = sizeof(struct gw_subscribe),
		.args_min = offsetofend(struct gw_subscribe, events),
		.subscribe = gw_chardev_subscribe,
		.poll = gw_chardev_poll,
		.count = gw_chardev_count,
		.release = gw_chardev_release,
		.open = chardev_open,
		.llseek = chardev_llseek,
		.read = chardev_read,
		.write = chardev_write,
		.content_poll = chardev_content_poll,
		.content_mmap = chardev_content_mmap,
	},
	.sink = {
		GW_QUEUE_SINK,
	},
};
