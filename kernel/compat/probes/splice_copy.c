// SPDX-License-Identifier: GPL-2.0-only
/* 6.5: what splices from files that are read by an iov_iter. */
#include <linux/fs.h>

#if GW_PROBE
#define splice_read_by_iter copy_splice_read
#else
#define splice_read_by_iter generic_file_splice_read
#endif

static const struct file_operations __maybe_unused probe = {
	.splice_read = splice_read_by_iter,
};
