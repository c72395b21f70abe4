// SPDX-License-Identifier: GPL-2.0-only
/* 6.7, and stable 6.1: multicast groups of generic netlink have flags of their own. */
#include <net/genetlink.h>

#if !GW_PROBE
/* Not a redefinition before that. */
enum { GENL_MCAST_CAP_NET_ADMIN = GENL_UNS_ADMIN_PERM };
#endif

static const struct genl_multicast_group probed __maybe_unused = {
	.flags = GENL_MCAST_CAP_NET_ADMIN,
};
