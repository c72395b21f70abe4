// SPDX-License-Identifier: GPL-2.0-only
/* gangway.ko: loading and unloading. It cannot be unloaded while a file is open. */
#include <linux/module.h>

#include "core/carrier.h"
#include "core/node.h"
#include "core/registered.h"

static int __init gw_init(void)
{
	int err;

	err = gw_carriers_init();
	if (err)
		return err;
	err = gw_device_init();
	if (err)
		goto err_carriers;
	err = gw_registered_init();
	if (err)
		goto err_device;
	return 0;

err_device:
	gw_device_exit();
err_carriers:
	gw_carriers_exit();
	return err;
}

static void __exit gw_exit(void)
{
	gw_registered_exit();
	gw_device_exit();
	gw_carriers_exit();
}

module_init(gw_init);
module_exit(gw_exit);

MODULE_DESCRIPTION("Gangway: typed channels between kernel code and C++ programs");
MODULE_AUTHOR("The Gangway authors");
MODULE_LICENSE("GPL");
