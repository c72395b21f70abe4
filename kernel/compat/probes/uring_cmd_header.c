// SPDX-License-Identifier: GPL-2.0-only
/* 6.8: commands of io_uring have a header of their own. */
#if GW_PROBE
#include <linux/io_uring/cmd.h>
#else
#include <linux/io_uring.h>
#endif

static const struct file * __maybe_unused probe(const struct io_uring_cmd *cmd)
{
	return cmd->file;
}
