/* SPDX-License-Identifier: GPL-2.0-only */
/* The growth rules of session.h, between a caller's memory and ours. */
#ifndef _GANGWAY_COPY_H
#define _GANGWAY_COPY_H

#include <linux/types.h>

int gw_copy_in(void *to, size_t size, size_t min_size, const void __user *from,
	       size_t user_size);
int gw_copy_in_kernel(void *to, size_t size, size_t min_size, const void *from,
		      size_t from_size);
int gw_copy_out(void __user *to, size_t user_size, const void *from, size_t size);

#endif /* _GANGWAY_COPY_H */
