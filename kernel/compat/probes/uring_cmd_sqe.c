// SPDX-License-Identifier: GPL-2.0-only
/* 6.6: commands of io_uring point to their submission, no longer to its payload. */
#include <linux/types.h>

/* Where they are declared depends on the version: see uring_cmd_header.c. */
#if __has_include("linux/io_uring/cmd.h")
#include <linux/io_uring/cmd.h>
#else
#include <linux/io_uring.h>
#endif

static const void * __maybe_unused probe(const struct io_uring_cmd *cmd)
{
#if GW_PROBE
	return cmd->sqe->cmd;
#else
	return cmd->cmd;
#endif
}
