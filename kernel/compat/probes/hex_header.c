// SPDX-License-Identifier: GPL-2.0-only
/* 6.4: hexadecimal digits have a header of their own, which later is the only one. */
#if GW_PROBE
#include <linux/hex.h>
#elif __has_include("linux/hex.h")
#error "At first, the older header includes it."
#else
#include <linux/kernel.h>
#endif

static int __maybe_unused probe(char digit)
{
	return hex_to_bin(digit);
}
