// SPDX-License-Identifier: GPL-2.0-only
/* 6.11: handlers of sysctl take const tables. */
#include <linux/sysctl.h>

#if GW_PROBE
#define MAYBE_CONST const
#else
#define MAYBE_CONST
#endif

static int handler(MAYBE_CONST struct ctl_table *table, int write, void *buffer,
		   size_t *count, loff_t *pos)
{
	return 0;
}

static const struct ctl_table probed __maybe_unused = {
	.proc_handler = handler,
};
