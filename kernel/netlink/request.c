// SPDX-License-Identifier: GPL-2.0-only
/* See request.h. */
#include <linux/capability.h>

#include "compat/compat.h"
#include "core/copy.h"
#include "core/request.h"
#include "netlink/request.h"

/* Do the sender of @skb and the current task have permission? */
int gw_sender_allowed(const struct gw_instance *inst, const struct gw_element *el,
		      struct sk_buff *skb, bool write, struct netlink_ext_ack *extack)
{
	struct user_namespace *ns = gw_user_ns(inst->net, el->capability);
	int capability = el->capability;

	/* What is root's is the machine's root's. */
	if (capability < 0 && !(inst->mode & (write ? 0002 : 0004)))
		capability = CAP_NET_ADMIN;
	if (capability < 0 || netlink_ns_capable(skb, ns, capability))
		return 0;
	gw_extack(extack, NULL, el->name, "not permitted");
	return -EPERM;
}

/* A structure of the sender's version, @size bytes, to @in; @data: as below */
int gw_input_copy(const struct gw_element *el, void *in, const void *from, size_t size,
		  const struct nlattr *data, struct netlink_ext_ack *extack)
{
	int err = gw_copy_in_kernel(in, el->in.size, el->in.min_size, from, size);

	if (err == -EINVAL)
		gw_extack(extack, data, el->name, "the message is too short");
	else if (err)
		gw_extack(extack, data, el->name, "has an unknown field that is not zero");
	return err;
}

/* @in: @el->in.size bytes; @data: the attribute that they came from, or NULL */
int gw_input_check(const struct gw_element *el, const void *in, const struct nlattr *data,
		   struct netlink_ext_ack *extack)
{
	int err = el->in.check ? el->in.check(in) : 0;

	if (err == -ERANGE)
		gw_extack(extack, data, el->name, "a value is outside its range");
	else if (err)
		gw_extack(extack, data, el->name, "a value is outside its type");
	return err;
}
