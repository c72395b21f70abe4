// SPDX-License-Identifier: GPL-2.0-only
/* 6.6: who registers a table of sysctl says how long it is. */
#include <linux/sysctl.h>

#if !GW_PROBE
/* Not a redeclaration before that. */
static int register_sysctl_sz(void)
{
	return 0;
}
#endif

static void __maybe_unused *probe(void)
{
	return &register_sysctl_sz;
}
