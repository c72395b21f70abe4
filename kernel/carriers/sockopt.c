// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "sockopt": properties and calls as options of IPv4 and IPv6 sockets. The
 * protocol is in uapi/gangway/sockopt.h.
 *
 * netfilter finds us by the number of an option, and then holds no lock but only
 * gangway.ko: a request may sleep, and may wait for its caller's memory, without
 * anybody waiting for it.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/netfilter.h>
#include <linux/printk.h>
#include <net/net_namespace.h>
#include <net/sock.h>

#include <gangway/sockopt.h>

#include "core/carrier.h"
#include "core/copy.h"
#include "core/directory.h"
#include "core/node.h"
#include "core/request.h"

/* The place of a device is its first option / GW_SOCKOPT_SPAN; 0 is GW_SOCKOPT_FIND's. */
#define GW_SOCKOPT_PLACES ((GW_SOCKOPT_LAST + 1 - GW_SOCKOPT_FIRST) / GW_SOCKOPT_SPAN)

/* By their place. */
static struct gw_directory gw_sockopt_devices;

/* Protects the next. */
static DEFINE_MUTEX(gw_sockopt_lock);
static bool gw_sockopt_registered;

static int gw_sockopt_find(const struct sock *sk, void __user *arg, int *len)
{
	struct gw_sockopt_find find;
	u32 place;
	int err;

	err = gw_copy_in(&find, sizeof(find), offsetofend(struct gw_sockopt_find, __pad0), arg,
			 *len);
	if (err)
		return err;
	if (strnlen(find.device, sizeof(find.device)) == sizeof(find.device) || find.__pad0)
		return -EINVAL;
	place = gw_directory_find(&gw_sockopt_devices, find.device, sock_net(sk));
	if (!place)
		return -ENODEV;
	find.options = GW_SOCKOPT_FIRST + place * GW_SOCKOPT_SPAN;
	err = gw_copy_out(arg, *len, &find, sizeof(find));
	*len = sizeof(find);
	return err;
}

/*
 * Not of a socket inside another, as SMC's: that is asked under a lock, and nobody knows
 * who opened it.
 */
static bool gw_sockopt_own(const struct sock *sk)
{
	return sk->sk_socket && sk->sk_socket->file;
}

/* Requests. */

static enum gw_request gw_sockopt_choose(const struct gw_element *el, bool get)
{
	if (!el || !(el->carriers & GW_VIA(sockopt)))
		return GW_REQUEST_NONE;
	if (el->kind == GW_CALL)
		return get ? GW_REQUEST_CALL : GW_REQUEST_NONE;
	if (get)
		return el->readable ? GW_REQUEST_GET : GW_REQUEST_NONE;
	return el->writable ? GW_REQUEST_SET : GW_REQUEST_NONE;
}

/* @len: in: of @arg; out: of what was got. */
static int gw_sockopt_request(struct sock *sk, u32 option, bool get, sockptr_t arg, int *len)
{
	const struct gw_element *el;
	struct gw_instance *inst;
	enum gw_request what;
	int err = -ENOPROTOOPT;

	inst = gw_directory_get(&gw_sockopt_devices, (option - GW_SOCKOPT_FIRST) / GW_SOCKOPT_SPAN,
				sock_net(sk));
	if (!inst)
		return -ENODEV;
	el = gw_element(inst, option % GW_SOCKOPT_SPAN);
	what = gw_sockopt_choose(el, get);
	if (what)
		err = gw_done(inst, el, gw_socket_request(inst, sk->sk_socket->file, el, what,
							  arg, *len));
	if (!err)
		*len = min_t(u32, *len, el->out.size);
	gw_instance_put(inst);
	return err;
}

static int gw_sockopt_get(struct sock *sk, int option, void __user *arg, int *len)
{
	if (*len < 0)
		return -EINVAL;
	if (*len > GW_SOCKOPT_MAX)
		return -E2BIG;
	if (!gw_sockopt_own(sk))
		return -ENOPROTOOPT;
	if (option == GW_SOCKOPT_FIND)
		return gw_sockopt_find(sk, arg, len);
	return gw_sockopt_request(sk, option, true, USER_SOCKPTR(arg), len);
}

static int gw_sockopt_set(struct sock *sk, int option, sockptr_t arg, unsigned int size)
{
	int len = size;

	if (size > GW_SOCKOPT_MAX)
		return -E2BIG;
	if (!gw_sockopt_own(sk) || option == GW_SOCKOPT_FIND)
		return -ENOPROTOOPT;
	return gw_sockopt_request(sk, option, false, arg, &len);
}

#define GW_SOCKOPT_OPS(pf_) {				\
	.pf = (pf_),					\
	.set_optmin = GW_SOCKOPT_FIRST,			\
	.set_optmax = GW_SOCKOPT_LAST + 1,		\
	.set = gw_sockopt_set,				\
	.get_optmin = GW_SOCKOPT_FIRST,			\
	.get_optmax = GW_SOCKOPT_LAST + 1,		\
	.get = gw_sockopt_get,				\
	.owner = THIS_MODULE,				\
}

static struct nf_sockopt_ops gw_sockopt_ops[] = {
	GW_SOCKOPT_OPS(PF_INET),
	GW_SOCKOPT_OPS(PF_INET6),
};

/* Instances. */

/* gw_sockopt_lock is held. */
static int gw_sockopt_register(void)
{
	int err;

	err = nf_register_sockopt(&gw_sockopt_ops[0]);
	if (err)
		return err;
	err = nf_register_sockopt(&gw_sockopt_ops[1]);
	if (err)
		nf_unregister_sockopt(&gw_sockopt_ops[0]);
	return err;
}

/* The first that needs the options takes them, for as long as gangway.ko is loaded. */
static int sockopt_claim(struct gw_instance *inst)
{
	int err = 0;

	mutex_lock(&gw_sockopt_lock);
	if (!gw_sockopt_registered)
		err = gw_sockopt_register();
	if (!err)
		gw_sockopt_registered = true;
	mutex_unlock(&gw_sockopt_lock);
	if (err == -EBUSY)
		pr_err("%s: another module has some of the socket options %#x to %#x, which Gangway needs: unload that one\n",
		       inst->iface->name, GW_SOCKOPT_FIRST, GW_SOCKOPT_LAST);
	return err;
}

static int sockopt_node_add(struct gw_node *node)
{
	return gw_directory_add(&gw_sockopt_devices, node);
}

static void sockopt_node_del(struct gw_node *node)
{
	gw_directory_del(&gw_sockopt_devices, node);
}

static int sockopt_init(void)
{
	gw_directory_init(&gw_sockopt_devices, GW_CARRIER_sockopt, GW_SOCKOPT_PLACES);
	return 0;
}

static void sockopt_exit(void)
{
	if (gw_sockopt_registered) {
		nf_unregister_sockopt(&gw_sockopt_ops[1]);
		nf_unregister_sockopt(&gw_sockopt_ops[0]);
	}
	gw_directory_exit(&gw_sockopt_devices);
}

const struct gw_carrier gw_sockopt_carrier = {
	.name = "sockopt",
	.init = sockopt_init,
	.exit = sockopt_exit,
	.instance = {
		.claim = sockopt_claim,
	},
	.node = {
		.add = sockopt_node_add,
		.del = sockopt_node_del,
	},
};
