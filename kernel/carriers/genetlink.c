// SPDX-License-Identifier: GPL-2.0-only
/* Carrier "genetlink": a generic netlink family. */
#include "../carrier.h"

const struct gw_carrier gw_genetlink_carrier = {
	.name = "genetlink",
};
