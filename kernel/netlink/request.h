/* SPDX-License-Identifier: GPL-2.0-only */
/* What carriers over netlink do alike with a request: permissions, and checks of its values. */
#ifndef _GANGWAY_NETLINK_REQUEST_H
#define _GANGWAY_NETLINK_REQUEST_H

#include <net/netlink.h>

#include "core/instance.h"

/* Everything is called between gw_enter() and gw_leave(). @extack is told why not. */
int gw_sender_allowed(const struct gw_instance *inst, const struct gw_element *el,
		      struct sk_buff *skb, bool write, struct netlink_ext_ack *extack);
int gw_input_copy(const struct gw_element *el, void *in, const void *from, size_t size,
		  const struct nlattr *data, struct netlink_ext_ack *extack);
int gw_input_check(const struct gw_element *el, const void *in, const struct nlattr *data,
		   struct netlink_ext_ack *extack);

#endif /* _GANGWAY_NETLINK_REQUEST_H */
