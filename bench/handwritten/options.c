// SPDX-License-Identifier: GPL-2.0-only
/* The requests of the node, as options of IPv4 sockets: a get is a get, or a call. */
#include <linux/module.h>
#include <linux/netfilter.h>

#include "kernel.h"

/* The number and size of an ioctl are those of the option. */
static int hw_option(int option, void __user *arg, unsigned int size)
{
	if (size > _IOC_SIZEMASK)
		return -E2BIG;
	return hw_request_by(_IOC(_IOC_NONE, 'h', option - HW_OPTION(0), size), arg);
}

static int hw_option_get(struct sock *sk, int option, void __user *arg, int *size)
{
	return hw_option(option, arg, *size);
}

static int hw_option_set(struct sock *sk, int option, sockptr_t arg, unsigned int size)
{
	return arg.is_kernel ? -EOPNOTSUPP : hw_option(option, arg.user, size);
}

static struct nf_sockopt_ops hw_options = {
	.pf = PF_INET,
	.get_optmin = HW_OPTION(_IOC_NR(HW_SMALL)),
	.get_optmax = HW_OPTION(_IOC_NR(HW_GET) + 1),
	.get = hw_option_get,
	.set_optmin = HW_OPTION(_IOC_NR(HW_SET)),
	.set_optmax = HW_OPTION(_IOC_NR(HW_SET) + 1),
	.set = hw_option_set,
	.owner = THIS_MODULE,
};

int hw_options_init(void)
{
	return nf_register_sockopt(&hw_options);
}

void hw_options_exit(void)
{
	nf_unregister_sockopt(&hw_options);
}
