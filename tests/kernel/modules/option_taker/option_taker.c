// SPDX-License-Identifier: GPL-2.0-only
/* Has one of the socket options that Gangway needs, and no other part in it. For the tests. */
#include <linux/module.h>
#include <linux/netfilter.h>

#define TAKEN 0x67000100

static int answer(struct sock *sk, int option, void __user *arg, int *len)
{
	return 0;
}

static struct nf_sockopt_ops taken = {
	.pf = PF_INET6,
	.get_optmin = TAKEN,
	.get_optmax = TAKEN + 1,
	.get = answer,
	.owner = THIS_MODULE,
};

static int __init option_taker_init(void)
{
	return nf_register_sockopt(&taken);
}

static void __exit option_taker_exit(void)
{
	nf_unregister_sockopt(&taken);
}

module_init(option_taker_init);
module_exit(option_taker_exit);

MODULE_DESCRIPTION("Has a socket option that is Gangway's");
MODULE_LICENSE("GPL");
