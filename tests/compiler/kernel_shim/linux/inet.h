/* SPDX-License-Identifier: MIT */
/* The kernel's reader of IPv6, by way of the C library's. */
#ifndef SHIM_LINUX_INET_H
#define SHIM_LINUX_INET_H

#include <arpa/inet.h>
#include <string.h>

#include <linux/types.h>

static inline int in6_pton(const char *src, int srclen, u8 *dst, int delim,
			   const char **end)
{
	char text[64] = "";

	(void)delim;
	if (srclen >= (int)sizeof(text))
		return 0;
	memcpy(text, src, srclen);
	*end = src + strlen(text);
	return inet_pton(AF_INET6, text, dst);
}

#endif
