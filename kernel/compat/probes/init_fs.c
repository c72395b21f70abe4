// SPDX-License-Identifier: GPL-2.0-only
/* Between 6.12 and 7.3: kernel threads no longer share the root folder of the first process. */
#include <linux/fs_struct.h>

#if GW_PROBE
static void __maybe_unused probe(void)
{
	scoped_with_init_fs()
		barrier();
}
#else
/* Not in conflict with another one before that. */
static inline int __override_init_fs(int nothing)
{
	return nothing;
}
#endif
