// SPDX-License-Identifier: GPL-2.0-only
/*
 * icmpmon: reports the ICMP packets that this host receives, in each network
 * namespace apart. A netfilter hook emits; the handlers below answer calls.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/icmp.h>
#include <linux/ip.h>
#include <linux/ktime.h>
#include <linux/netfilter_ipv4.h>
#include <linux/rhashtable.h>
#include <linux/skbuff.h>
#include <net/ip.h>
#include <net/netns/generic.h>

#include "icmpmon_kern.gw.h"

/* A host that sends from ever new addresses must not fill our memory. */
#define ICMPMON_MAX_TALKERS 4096

struct talker {
	struct rhash_head node;
	struct rcu_head rcu;
	__be32 saddr;
	atomic64_t packets;
};

/* What the module keeps for each network namespace. */
struct monitor {
	struct icmpmon *channel;
	struct nf_hook_ops hook;
	struct rhashtable talkers;
	atomic64_t seen;
};

static unsigned int monitor_id;

static const struct rhashtable_params talker_params = {
	.head_offset = offsetof(struct talker, node),
	.key_offset = offsetof(struct talker, saddr),
	.key_len = sizeof_field(struct talker, saddr),
	.max_size = ICMPMON_MAX_TALKERS,
	.automatic_shrinking = true,
};

/* Context: softirq, or process with bottom halves off (netfilter hook). */
static void talker_count(struct monitor *mon, __be32 saddr)
{
	struct talker *t, *old;

	rcu_read_lock();
	t = rhashtable_lookup(&mon->talkers, &saddr, talker_params);
	if (!t) {
		t = kzalloc(sizeof(*t), GFP_ATOMIC | __GFP_NOWARN);
		if (!t)
			goto out;
		t->saddr = saddr;
		old = rhashtable_lookup_get_insert_fast(&mon->talkers, &t->node,
							talker_params);
		if (old) {	/* another CPU was first, or the table is full */
			kfree(t);
			if (IS_ERR(old))
				goto out;
			t = old;
		}
	}
	atomic64_inc(&t->packets);
out:
	rcu_read_unlock();
}

static unsigned int icmpmon_hook(void *priv, struct sk_buff *skb,
				 const struct nf_hook_state *state)
{
	struct monitor *mon = priv;
	const struct iphdr *ip = ip_hdr(skb);
	struct icmpmon_packet *pkt;
	struct gw_emission e;
	struct icmphdr _icmp;
	const struct icmphdr *icmp;

	/* Only the first fragment has the ICMP header. */
	if (ip->protocol != IPPROTO_ICMP || (ip->frag_off & htons(IP_OFFSET)))
		return NF_ACCEPT;
	icmp = skb_header_pointer(skb, ip_hdrlen(skb), sizeof(_icmp), &_icmp);
	if (!icmp || !icmpmon_enabled(mon->channel))
		return NF_ACCEPT;

	atomic64_inc(&mon->seen);
	talker_count(mon, ip->saddr);

	pkt = icmpmon_reserve_packet(mon->channel, &e);
	if (pkt)
		*pkt = (struct icmpmon_packet){
			.saddr = ip->saddr,
			.daddr = ip->daddr,
			.time = ktime_get_ns(),
			.type = icmp->type,
			.code = icmp->code,
		};
	icmpmon_commit_packet(&e);
	return NF_ACCEPT;
}

static const struct nf_hook_ops icmpmon_hook_ops = {
	.hook = icmpmon_hook,
	.pf = NFPROTO_IPV4,
	.hooknum = NF_INET_PRE_ROUTING,
	.priority = NF_IP_PRI_FIRST,
};

static int get_seen(struct icmpmon *m, struct icmpmon_session *s, u64 *value)
{
	struct monitor *mon = icmpmon_priv(m);

	*value = atomic64_read(&mon->seen);
	return 0;
}

static int count(struct icmpmon *m, struct icmpmon_session *s,
		 const struct icmpmon_count_request *in,
		 struct icmpmon_count_reply *out)
{
	struct monitor *mon = icmpmon_priv(m);
	struct talker *t;

	rcu_read_lock();
	t = rhashtable_lookup(&mon->talkers, &in->saddr, talker_params);
	if (t)
		out->packets = atomic64_read(&t->packets);
	rcu_read_unlock();
	return t ? 0 : -ENOENT;
}

static int reset(struct icmpmon *m, struct icmpmon_session *s)
{
	struct monitor *mon = icmpmon_priv(m);
	struct rhashtable_iter iter;
	struct talker *t;

	rhashtable_walk_enter(&mon->talkers, &iter);
	rhashtable_walk_start(&iter);
	while ((t = rhashtable_walk_next(&iter))) {
		if (IS_ERR(t))		/* resized meanwhile: it goes on */
			continue;
		if (!rhashtable_remove_fast(&mon->talkers, &t->node,
					    talker_params))
			kfree_rcu(t, rcu);
	}
	rhashtable_walk_stop(&iter);
	rhashtable_walk_exit(&iter);
	atomic64_set(&mon->seen, 0);
	return 0;
}

static const struct icmpmon_ops ops = {
	.get_seen = get_seen,
	.count = count,
	.reset = reset,
};

static void talker_free(void *t, void *arg)
{
	kfree(t);
}

static int __net_init icmpmon_net_init(struct net *net)
{
	struct monitor *mon = net_generic(net, monitor_id);
	int err;

	err = rhashtable_init(&mon->talkers, &talker_params);
	if (err)
		return err;
	mon->channel = icmpmon_register(net, NULL, NULL, &ops, mon);
	if (IS_ERR(mon->channel)) {
		err = PTR_ERR(mon->channel);
		goto err_talkers;
	}
	mon->hook = icmpmon_hook_ops;
	mon->hook.priv = mon;
	err = nf_register_net_hook(net, &mon->hook);
	if (err)
		goto err_channel;
	return 0;

err_channel:
	icmpmon_unregister(mon->channel);
err_talkers:
	rhashtable_free_and_destroy(&mon->talkers, talker_free, NULL);
	return err;
}

/* First what emits, then the handlers, then what they use. */
static void __net_exit icmpmon_net_exit(struct net *net)
{
	struct monitor *mon = net_generic(net, monitor_id);

	nf_unregister_net_hook(net, &mon->hook);
	synchronize_net();
	icmpmon_unregister(mon->channel);
	rhashtable_free_and_destroy(&mon->talkers, talker_free, NULL);
}

static struct pernet_operations icmpmon_net_ops = {
	.init = icmpmon_net_init,
	.exit = icmpmon_net_exit,
	.id = &monitor_id,
	.size = sizeof(struct monitor),
};

static int __init icmpmon_init(void)
{
	return register_pernet_subsys(&icmpmon_net_ops);
}

static void __exit icmpmon_exit(void)
{
	unregister_pernet_subsys(&icmpmon_net_ops);
}

module_init(icmpmon_init);
module_exit(icmpmon_exit);

MODULE_DESCRIPTION("Reports the ICMP packets that this host receives");
MODULE_LICENSE("GPL");
