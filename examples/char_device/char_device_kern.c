// SPDX-License-Identifier: GPL-2.0-only
/*
 * char_device: a pseudo device of 64 KiB. Gangway keeps its content, for read(),
 * write() and mmap(); the module looks at it, and into it, when it is called.
 */
#include <linux/module.h>

#include "char_device_kern.gw.h"

static int status(struct char_device *m, struct char_device_session *s,
		  struct char_device_gw_status_reply *out)
{
	out->length = char_device_size_content(m);
	out->free = CHAR_DEVICE_STORE_CONTENT - out->length;
	out->offset = char_device_session_position(s);
	return 0;
}

static int truncate(struct char_device *m, struct char_device_session *s,
		    const struct char_device_gw_truncate_request *in)
{
	return char_device_truncate_content(m, in->length);
}

static int look(struct char_device *m, struct char_device_session *s,
		const struct char_device_gw_look_request *in,
		struct char_device_gw_look_reply *out)
{
	ssize_t n = char_device_read_content(m, in->offset, &out->number, sizeof(out->number));

	return n == sizeof(out->number) ? 0 : -ENODATA;
}

static int store(struct char_device *m, struct char_device_session *s,
		 const struct char_device_gw_store_request *in)
{
	ssize_t n = char_device_write_content(m, in->offset, &in->number, sizeof(in->number));

	if (n == -ENOMEM)
		return n;
	return n == sizeof(in->number) ? 0 : -ENOSPC;
}

static const struct char_device_ops ops = {
	.status = status,
	.truncate = truncate,
	.look = look,
	.store = store,
};

static struct char_device *channel;

static int __init char_device_init(void)
{
	channel = char_device_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit char_device_exit(void)
{
	char_device_unregister(channel);
}

module_init(char_device_init);
module_exit(char_device_exit);

MODULE_DESCRIPTION("A pseudo device of 64 KiB");
MODULE_LICENSE("GPL");
