// SPDX-License-Identifier: GPL-2.0-only
/*
 * every_carrier: reports ICMP packets as icmpmon does, but of the initial network
 * namespace alone: there are carriers that can keep no namespace's data to itself.
 */
#include <linux/icmp.h>
#include <linux/ip.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/netfilter_ipv4.h>
#include <linux/skbuff.h>
#include <net/ip.h>
#include <net/net_namespace.h>

#include "every_carrier_kern.gw.h"

static struct every_carrier *channel;
static atomic_t seen;

static const struct every_carrier_ops ops = {};

static unsigned int report(void *priv, struct sk_buff *skb, const struct nf_hook_state *state)
{
	const struct iphdr *ip = ip_hdr(skb);
	const struct icmphdr *icmp;
	struct icmphdr _icmp;

	if (ip->protocol != IPPROTO_ICMP || (ip->frag_off & htons(IP_OFFSET)))
		return NF_ACCEPT;
	icmp = skb_header_pointer(skb, ip_hdrlen(skb), sizeof(_icmp), &_icmp);
	if (icmp) {
		const struct every_carrier_gw_packet packet = {
			.saddr = ip->saddr,
			.daddr = ip->daddr,
			.time = ktime_get_ns(),
			.type = icmp->type,
			.code = icmp->code,
		};
		const struct every_carrier_gw_counted counted = {
			.number = atomic_inc_return(&seen) & INT_MAX,
		};

		every_carrier_emit_packet(channel, &packet);
		every_carrier_emit_counted(channel, &counted);
	}
	return NF_ACCEPT;
}

static const struct nf_hook_ops hook = {
	.hook = report,
	.pf = NFPROTO_IPV4,
	.hooknum = NF_INET_PRE_ROUTING,
	.priority = NF_IP_PRI_FIRST,
};

static int __init every_carrier_init(void)
{
	int err;

	channel = every_carrier_register(NULL, NULL, &ops, NULL);
	if (IS_ERR(channel))
		return PTR_ERR(channel);
	err = nf_register_net_hook(&init_net, &hook);
	if (err)
		every_carrier_unregister(channel);
	return err;
}

static void __exit every_carrier_exit(void)
{
	nf_unregister_net_hook(&init_net, &hook);
	every_carrier_unregister(channel);
}

module_init(every_carrier_init);
module_exit(every_carrier_exit);

MODULE_DESCRIPTION("ICMP packets by every carrier of events");
MODULE_LICENSE("GPL");
