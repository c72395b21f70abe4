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
#include <linux/rbtree.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <net/ip.h>
#include <net/netns/generic.h>

#include "icmpmon_kern.gw.h"

/* A host that sends from ever new addresses must not fill our memory. */
#define ICMPMON_MAX_TALKERS 4096

struct talker {
	struct rb_node node;
	__be32 saddr;
	u64 packets;
};

/* What the module keeps for each network namespace. */
struct monitor {
	struct icmpmon *channel;
	struct nf_hook_ops hook;
	spinlock_t lock;		/* protects the rest */
	struct rb_root talkers;		/* by address */
	unsigned int n_talkers;
	u64 seen;
};

static unsigned int monitor_id;

static int talker_compare(const void *key, const struct rb_node *node)
{
	u32 a = ntohl(*(const __be32 *)key);
	u32 b = ntohl(rb_entry(node, struct talker, node)->saddr);

	return a < b ? -1 : a > b;
}

static int talker_order(struct rb_node *new, const struct rb_node *node)
{
	return talker_compare(&rb_entry(new, struct talker, node)->saddr, node);
}

static struct talker *talker_find(struct monitor *mon, __be32 saddr)
{
	return rb_entry_safe(rb_find(&saddr, &mon->talkers, talker_compare),
			     struct talker, node);
}

/* Context: softirq, or process with bottom halves off (netfilter hook). */
static void talker_count(struct monitor *mon, __be32 saddr)
{
	struct talker *t;

	spin_lock(&mon->lock);
	mon->seen++;
	t = talker_find(mon, saddr);
	if (!t && mon->n_talkers < ICMPMON_MAX_TALKERS) {
		t = kzalloc(sizeof(*t), GFP_ATOMIC | __GFP_NOWARN);
		if (t) {
			t->saddr = saddr;
			rb_find_add(&t->node, &mon->talkers, talker_order);
			mon->n_talkers++;
		}
	}
	if (t)
		t->packets++;
	spin_unlock(&mon->lock);
}

static unsigned int icmpmon_hook(void *priv, struct sk_buff *skb,
				 const struct nf_hook_state *state)
{
	struct monitor *mon = priv;
	const struct iphdr *ip = ip_hdr(skb);
	struct icmpmon_gw_packet *pkt;
	struct gw_emission e;
	struct icmphdr _icmp;
	const struct icmphdr *icmp;

	/* Only the first fragment has the ICMP header. */
	if (ip->protocol != IPPROTO_ICMP || (ip->frag_off & htons(IP_OFFSET)))
		return NF_ACCEPT;
	icmp = skb_header_pointer(skb, ip_hdrlen(skb), sizeof(_icmp), &_icmp);
	if (!icmp || !icmpmon_enabled(mon->channel))
		return NF_ACCEPT;

	talker_count(mon, ip->saddr);

	pkt = icmpmon_reserve_packet(mon->channel, &e);
	if (pkt)
		*pkt = (struct icmpmon_gw_packet){
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

	spin_lock_bh(&mon->lock);
	*value = mon->seen;
	spin_unlock_bh(&mon->lock);
	return 0;
}

static int count(struct icmpmon *m, struct icmpmon_session *s,
		 const struct icmpmon_gw_count_request *in,
		 struct icmpmon_gw_count_reply *out)
{
	struct monitor *mon = icmpmon_priv(m);
	struct talker *t;

	spin_lock_bh(&mon->lock);
	t = talker_find(mon, in->saddr);
	if (t)
		out->packets = t->packets;
	spin_unlock_bh(&mon->lock);
	return t ? 0 : -ENOENT;
}

/* The first after @after, whether or not that one is still there. */
static int next_talkers(struct icmpmon *m, struct icmpmon_session *s,
			const __be32 *after, struct icmpmon_gw_talkers *row)
{
	struct monitor *mon = icmpmon_priv(m);
	struct talker *found = NULL;
	struct rb_node *node;

	spin_lock_bh(&mon->lock);
	for (node = mon->talkers.rb_node; node;) {
		if (after && talker_compare(after, node) >= 0) {
			node = node->rb_right;
		} else {
			found = rb_entry(node, struct talker, node);
			node = node->rb_left;
		}
	}
	if (found) {
		row->saddr = found->saddr;
		row->packets = found->packets;
	}
	spin_unlock_bh(&mon->lock);
	return found ? 0 : -ENOENT;
}

static void talkers_free(struct monitor *mon)
{
	struct talker *t, *next;

	rbtree_postorder_for_each_entry_safe(t, next, &mon->talkers, node)
		kfree(t);
	mon->talkers = RB_ROOT;
	mon->n_talkers = 0;
}

static int reset(struct icmpmon *m, struct icmpmon_session *s)
{
	struct monitor *mon = icmpmon_priv(m);

	spin_lock_bh(&mon->lock);
	talkers_free(mon);
	mon->seen = 0;
	spin_unlock_bh(&mon->lock);
	icmpmon_changed_talkers(m);
	return 0;
}

static const struct icmpmon_ops ops = {
	.get_seen = get_seen,
	.count = count,
	.reset = reset,
	.next_talkers = next_talkers,
};

static int __net_init icmpmon_net_init(struct net *net)
{
	struct monitor *mon = net_generic(net, monitor_id);
	int err;

	spin_lock_init(&mon->lock);
	mon->talkers = RB_ROOT;
	mon->channel = icmpmon_register(net, NULL, NULL, &ops, mon);
	if (IS_ERR(mon->channel))
		return PTR_ERR(mon->channel);
	mon->hook = icmpmon_hook_ops;
	mon->hook.priv = mon;
	err = nf_register_net_hook(net, &mon->hook);
	if (err)
		icmpmon_unregister(mon->channel);
	return err;
}

/*
 * First what emits, then the handlers, then what they use. In between, for all namespaces
 * that go together, the kernel waits until no hook is running.
 */
static void __net_exit icmpmon_net_pre_exit(struct net *net)
{
	struct monitor *mon = net_generic(net, monitor_id);

	nf_unregister_net_hook(net, &mon->hook);
}

static void __net_exit icmpmon_net_exit(struct net *net)
{
	struct monitor *mon = net_generic(net, monitor_id);

	icmpmon_unregister(mon->channel);
	talkers_free(mon);
}

static struct pernet_operations icmpmon_net_ops = {
	.init = icmpmon_net_init,
	.pre_exit = icmpmon_net_pre_exit,
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
