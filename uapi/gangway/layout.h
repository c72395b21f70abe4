/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Layout is part of the protocol: the assertions of generated headers, the same
 * in C11, C++11 and the kernel, and what they need besides linux/types.h.
 */
#ifndef _UAPI_GANGWAY_LAYOUT_H
#define _UAPI_GANGWAY_LAYOUT_H

#include <linux/types.h>

/* Like __aligned_u64: at the same offset for 32-bit and 64-bit callers. */
#define __gw_aligned_s64 __s64 __attribute__((aligned(8)))

#ifdef __cplusplus
#define GW_STATIC_ASSERT(condition, text) static_assert(condition, text)
#else
#define GW_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif

/* A structure or union takes this many bytes. */
#define GW_ASSERT_SIZE(type, bytes) \
	GW_STATIC_ASSERT(sizeof(type) == (bytes), #type " is not " #bytes " bytes")

/* A member begins this many bytes after the start of its structure. */
#define GW_ASSERT_OFFSET(type, member, bytes) \
	GW_STATIC_ASSERT(__builtin_offsetof(type, member) == (bytes), \
			 #type ": " #member " is not at " #bytes)

#endif /* _UAPI_GANGWAY_LAYOUT_H */
