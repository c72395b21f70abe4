// SPDX-License-Identifier: GPL-2.0-only
/* 6.3: the text of an extended acknowledgment may be made by a format. */
#include <linux/netlink.h>

#if !GW_PROBE
/* Not a redefinition before that. */
enum { NETLINK_MAX_FMTMSG_LEN = 80 };
#endif

static void __maybe_unused probe(struct netlink_ext_ack *extack, const char *name)
{
#if GW_PROBE
	NL_SET_ERR_MSG_FMT(extack, "%s: %d", name, NETLINK_MAX_FMTMSG_LEN);
#endif
}
