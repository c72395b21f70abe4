// SPDX-License-Identifier: GPL-2.0-only
/* 6.17: relay's callback at a boundary is not told the padding of the last sub-buffer. */
#include <linux/relay.h>

#if GW_PROBE
static int start(struct rchan_buf *buf, void *at, void *last)
#else
static int start(struct rchan_buf *buf, void *at, void *last, size_t padding)
#endif
{
	return 1;
}

const struct rchan_callbacks probe = {
	.subbuf_start = start,
};
