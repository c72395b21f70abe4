// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "ioctl": properties and calls as numbered requests on the session's
 * file. The protocol is in uapi/gangway/session.h.
 */
#include "core/carrier.h"
#include "core/request.h"
#include "core/session.h"

static long ioctl_ioctl(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	return gw_user_request(s, GW_VIA(ioctl), cmd, arg);
}

const struct gw_carrier gw_ioctl_carrier = {
	.name = "ioctl",
	.session = {
		.ioctl = ioctl_ioctl,
	},
};
