// SPDX-License-Identifier: GPL-2.0-only
/*
 * The growth rules of session.h: copying a structure between a caller and a
 * kernel, either of which may be the older.
 */
#include <linux/string.h>
#include <linux/uaccess.h>

#include "core/copy.h"

/*
 * Fills @to, @size bytes, with a caller's structure of @user_size bytes whose
 * first version had @min_size. Return: 0, -EINVAL too short, -E2BIG it has
 * non-zero bytes that we do not know, -EFAULT.
 */
int gw_copy_in(void *to, size_t size, size_t min_size, const void __user *from,
	       size_t user_size)
{
	if (user_size < min_size)
		return -EINVAL;
	return copy_struct_from_user(to, size, from, user_size);
}

/* The same, where the kernel has copied the caller's structure already. */
int gw_copy_in_kernel(void *to, size_t size, size_t min_size, const void *from,
		      size_t from_size)
{
	size_t known = min(size, from_size);

	if (from_size < min_size)
		return -EINVAL;
	if (from_size > size && memchr_inv(from + size, 0, from_size - size))
		return -E2BIG;
	memcpy(to, from, known);
	memset(to + known, 0, size - known);
	return 0;
}

/* Writes what fits of @from, and trailing zeros. Return: 0 or -EFAULT. */
int gw_copy_out(void __user *to, size_t user_size, const void *from, size_t size)
{
	if (copy_to_user(to, from, min(user_size, size)) ||
	    (user_size > size && clear_user(to + size, user_size - size)))
		return -EFAULT;
	return 0;
}
