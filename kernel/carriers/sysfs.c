// SPDX-License-Identifier: GPL-2.0-only
/* Carrier "sysfs": properties as files of the device. */
#include "../carrier.h"

const struct gw_carrier gw_sysfs_carrier = {
	.name = "sysfs",
};
