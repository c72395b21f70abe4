// SPDX-License-Identifier: GPL-2.0-only
/* 6.17, and stable 6.12: the workqueue that is bound to no CPU has a new name. */
#include <linux/workqueue.h>

#if !GW_PROBE
/* Not a redeclaration before that. */
static int system_dfl_wq;
#endif

static void __maybe_unused *probe(void)
{
	return &system_dfl_wq;
}
