/* SPDX-License-Identifier: MIT */
/* The user's memory is memory as any other here. */
#ifndef SHIM_LINUX_UACCESS_H
#define SHIM_LINUX_UACCESS_H

#include <linux/string.h>
#include <linux/types.h>

#ifndef min
#define min(a, b) ((a) < (b) ? (a) : (b))
#endif

static inline int copy_struct_from_user(void *to, size_t size, const void *from,
					size_t user_size)
{
	size_t both = min(size, user_size);

	if (user_size > size &&
	    memchr_inv((const char *)from + size, 0, user_size - size))
		return -E2BIG;
	memcpy(to, from, both);
	memset((char *)to + both, 0, size - both);
	return 0;
}

static inline unsigned long copy_to_user(void *to, const void *from, size_t n)
{
	memcpy(to, from, n);
	return 0;
}

static inline unsigned long clear_user(void *to, size_t n)
{
	memset(to, 0, n);
	return 0;
}

#endif
