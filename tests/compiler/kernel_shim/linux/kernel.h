/* SPDX-License-Identifier: MIT */
#ifndef SHIM_LINUX_KERNEL_H
#define SHIM_LINUX_KERNEL_H

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>

#include <linux/bitops.h>
#include <linux/types.h>

#define U64_MAX (~0ULL)
#define min(a, b) ((a) < (b) ? (a) : (b))
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Constant expressions, as the kernel's are. */
#define cpu_to_le16(x) ((__le16)(x))
#define cpu_to_le32(x) ((__le32)(x))
#define cpu_to_le64(x) ((__le64)(x))
#define le16_to_cpu(x) ((u16)(x))
#define le32_to_cpu(x) ((u32)(x))
#define le64_to_cpu(x) ((u64)(x))
#define cpu_to_be16(x) ((__be16)__builtin_bswap16(x))
#define cpu_to_be32(x) ((__be32)__builtin_bswap32(x))
#define cpu_to_be64(x) ((__be64)__builtin_bswap64(x))
#define be16_to_cpu(x) __builtin_bswap16(x)
#define be32_to_cpu(x) __builtin_bswap32(x)
#define be64_to_cpu(x) __builtin_bswap64(x)

static inline int hex_to_bin(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Knows one of the kernel's own conversions, when it stands alone: %pI6c. */
static inline int shim_snprintf(char *to, size_t size, const char *format, ...)
{
	va_list arguments;
	int n = 0;

	va_start(arguments, format);
	if (format[1] == 'p')
		inet_ntop(AF_INET6, va_arg(arguments, const void *), to, size);
	else
		n = vsnprintf(to, size, format, arguments);
	va_end(arguments);
	return n;
}
#define snprintf shim_snprintf

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "these are for little-endian machines"
#endif

#endif
