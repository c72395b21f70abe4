// SPDX-License-Identifier: GPL-2.0-only
/*
 * socket_options: takes a message, and gives one. What is set and what is got need
 * not be the same: handlers say what they are.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/ctype.h>
#include <linux/module.h>

#include "socket_options_kern.gw.h"

static struct socket_options *channel;

static int get_message(struct socket_options *m, struct socket_options_session *s,
		       struct socket_options_gw_message *value)
{
	strscpy(value->value, "a message from kernel\n", sizeof(value->value));
	return 0;
}

static int set_message(struct socket_options *m, struct socket_options_session *s,
		       const struct socket_options_gw_message *value)
{
	pr_info("the user says: %s", value->value);
	return 0;
}

static int shout(struct socket_options *m, struct socket_options_session *s,
		 const struct socket_options_gw_shout_request *in,
		 struct socket_options_gw_shout_reply *out)
{
	const char *from = in->text;
	char *to = out->text;

	for (; *from; from++) {
		*to = toupper(*from);
		out->letters += *to++ != *from;
	}
	return 0;
}

static const struct socket_options_ops ops = {
	.get_message = get_message,
	.set_message = set_message,
	.shout = shout,
};

static int __init socket_options_init(void)
{
	channel = socket_options_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit socket_options_exit(void)
{
	socket_options_unregister(channel);
}

module_init(socket_options_init);
module_exit(socket_options_exit);

MODULE_DESCRIPTION("Messages as options of a socket");
MODULE_LICENSE("GPL");
