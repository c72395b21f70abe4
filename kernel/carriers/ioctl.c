// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "ioctl": properties and calls as numbered requests on the session's
 * file. The protocol is in uapi/gangway/session.h.
 */
#include <linux/fs.h>

#include "core/carrier.h"
#include "core/request.h"
#include "core/session.h"

/* The kind of request, and the mode its file must be open in. */
static enum gw_request gw_ioctl_choose(const struct gw_element *el, unsigned int dir,
				       fmode_t *mode)
{
	*mode = FMODE_WRITE;
	if (el->kind == GW_CALL)
		return GW_REQUEST_CALL;
	if (el->kind != GW_PROPERTY)
		return GW_REQUEST_NONE;
	if (dir == _IOC_WRITE && el->writable)
		return GW_REQUEST_SET;
	*mode = FMODE_READ;
	return dir == _IOC_READ && el->readable ? GW_REQUEST_GET : GW_REQUEST_NONE;
}

/* The number is the element's, the size the length of @arg. */
static long ioctl_ioctl(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	const struct gw_element *el = gw_element(s->inst, _IOC_NR(cmd));
	enum gw_request what;
	int err = -EACCES;
	fmode_t mode;

	if (!el || !(el->carriers & GW_VIA(ioctl)))
		return -ENOTTY;
	what = gw_ioctl_choose(el, _IOC_DIR(cmd), &mode);
	if (!what)
		return -ENOTTY;
	if (s->file->f_mode & mode)
		err = gw_user_request(s, el, what, arg, _IOC_SIZE(cmd));
	return gw_done(s->inst, el, err);
}

const struct gw_carrier gw_ioctl_carrier = {
	.name = "ioctl",
	.session = {
		.ioctl = ioctl_ioctl,
	},
};
