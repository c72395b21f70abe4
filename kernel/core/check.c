// SPDX-License-Identifier: GPL-2.0-only
/* Checks that generated code uses. */
#include <linux/export.h>
#include <linux/string.h>

#include <gangway/provider.h>

int gw_check_zero(const void *data, size_t size)
{
	return memchr_inv(data, 0, size) ? -EINVAL : 0;
}
EXPORT_SYMBOL_GPL(gw_check_zero);

int gw_check_string(const char *s, size_t size)
{
	size_t length = strnlen(s, size);

	if (length == size)
		return -EINVAL;
	return gw_check_zero(s + length, size - length);
}
EXPORT_SYMBOL_GPL(gw_check_string);
