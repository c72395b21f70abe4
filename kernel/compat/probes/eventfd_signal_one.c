// SPDX-License-Identifier: GPL-2.0-only
/* 6.8: eventfd_signal() always adds 1. */
#include <linux/eventfd.h>

static void __maybe_unused probe(struct eventfd_ctx *eventfd)
{
#if GW_PROBE
	eventfd_signal(eventfd);
#else
	eventfd_signal(eventfd, 1);
#endif
}
