// SPDX-License-Identifier: GPL-2.0-only
/* 6.6: what a dump of generic netlink knows of its request is a genl_info. */
#include <net/genetlink.h>

static struct nlattr **__maybe_unused probe(struct netlink_callback *cb)
{
#if GW_PROBE
	return genl_dumpit_info(cb)->info.attrs;
#else
	return genl_dumpit_info(cb)->attrs;
#endif
}
