// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "netlink": the kernel's sockets, one in each network namespace that has had
 * an instance. The initial one's is there as long as gangway.ko is, once there was an
 * instance anywhere: it holds the protocol number, and with it who listens to what.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <net/net_namespace.h>

#include "carriers/netlink/netlink.h"

static int gw_netlink_protocol = GW_NETLINK_PROTOCOL;
module_param_named(netlink_protocol, gw_netlink_protocol, int, 0444);
MODULE_PARM_DESC(netlink_protocol, "Netlink protocol number for carrier netlink (default 31)");

struct gw_netlink_socket {
	struct list_head link;
	struct net *net;
	struct sock *sk;
};

static DEFINE_MUTEX(gw_netlink_sockets_lock); /* protects the list */
static LIST_HEAD(gw_netlink_sockets);

/*
 * The kernel does not say why there is no socket. A number that is out of range is
 * nobody's.
 */
static struct sock *gw_netlink_open(struct net *net)
{
	struct netlink_kernel_cfg cfg = {
		.groups = GW_NETLINK_GROUPS,
		.flags = NL_CFG_F_NONROOT_RECV,	/* .bind decides who */
		.input = gw_netlink_receive,
		.bind = gw_netlink_bind,
	};
	struct sock *sk;

	if (gw_netlink_protocol < 0 || gw_netlink_protocol >= MAX_LINKS) {
		pr_err("netlink_protocol=%d: it must be from 0 to %d\n", gw_netlink_protocol,
		       MAX_LINKS - 1);
		return ERR_PTR(-EINVAL);
	}
	sk = netlink_kernel_create(net, gw_netlink_protocol, &cfg);
	if (sk)
		return sk;
	pr_err("netlink protocol %d is another module's: unload that, or load gangway with netlink_protocol=N, a number that is free (/proc/net/netlink shows who has which)\n",
	       gw_netlink_protocol);
	return ERR_PTR(-EBUSY);
}

static struct gw_netlink_socket *gw_netlink_socket_add(struct net *net)
{
	struct gw_netlink_socket *s;
	struct sock *sk;

	s = kzalloc(sizeof(*s), GFP_KERNEL);
	if (!s)
		return ERR_PTR(-ENOMEM);
	sk = gw_netlink_open(net);
	if (IS_ERR(sk)) {
		kfree(s);
		return ERR_CAST(sk);
	}
	s->net = net;
	s->sk = sk;
	list_add(&s->link, &gw_netlink_sockets);
	return s;
}

static struct gw_netlink_socket *gw_netlink_socket_find(struct net *net)
{
	struct gw_netlink_socket *s;

	list_for_each_entry(s, &gw_netlink_sockets, link)
		if (s->net == net)
			return s;
	return NULL;
}

static struct gw_netlink_socket *gw_netlink_socket_of(struct net *net)
{
	return gw_netlink_socket_find(net) ?: gw_netlink_socket_add(net);
}

/**
 * gw_netlink_socket_get() - the kernel's socket in a network namespace
 * @net: the namespace, for which it stays open
 *
 * Context: may sleep.
 * Return: the socket, or ERR_PTR: -EBUSY the protocol number is another's, which the
 * log has been told; -EINVAL it is none; -ENOMEM.
 */
struct gw_netlink_socket *gw_netlink_socket_get(struct net *net)
{
	struct gw_netlink_socket *s;

	mutex_lock(&gw_netlink_sockets_lock);
	s = gw_netlink_socket_of(&init_net);
	if (!IS_ERR(s) && !net_eq(net, &init_net))
		s = gw_netlink_socket_of(net);
	mutex_unlock(&gw_netlink_sockets_lock);
	return s;
}

struct sock *gw_netlink_sock(const struct gw_netlink_socket *s)
{
	return s->sk;
}

/*
 * A dump that nobody reads on keeps its request, which belongs to the kernel's socket
 * and does not hold it. So that is not closed before those of programs are, which hold
 * the namespace, and gangway.ko.
 */
static void __net_exit gw_netlink_net_exit(struct net *net)
{
	struct gw_netlink_socket *s;

	mutex_lock(&gw_netlink_sockets_lock);
	s = gw_netlink_socket_find(net);
	if (s) {
		list_del(&s->link);
		netlink_kernel_release(s->sk);
		kfree(s);
	}
	mutex_unlock(&gw_netlink_sockets_lock);
}

static struct pernet_operations gw_netlink_net_ops = {
	.exit = gw_netlink_net_exit,
};

/* Before providers, and what revokes for them: a namespace that goes ends theirs first. */
int gw_netlink_sockets_init(void)
{
	return register_pernet_subsys(&gw_netlink_net_ops);
}

void gw_netlink_sockets_exit(void)
{
	unregister_pernet_subsys(&gw_netlink_net_ops);
}
