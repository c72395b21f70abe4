/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Structures as netlink attributes, one for each field: the encoding of
 * genetlink.h, made from the tables of fields.
 */
#ifndef _GANGWAY_ATTRIBUTES_H
#define _GANGWAY_ATTRIBUTES_H

#include <net/netlink.h>

#include <gangway/provider.h>

/* The number of types in the policy of a message's nest. */
u32 gw_policy_max(const struct gw_message *m);
struct nla_policy *gw_policy_alloc(const struct gw_message *m);
void gw_policy_free(const struct nla_policy *policy, u32 max);

size_t gw_attributes_size(const struct gw_message *m);
int gw_attributes_put(struct sk_buff *skb, int type, const struct gw_message *m,
		      const void *from);
int gw_attributes_get(const struct gw_message *m, void *to,
		      const struct nlattr *nest, struct netlink_ext_ack *extack);

#endif /* _GANGWAY_ATTRIBUTES_H */
