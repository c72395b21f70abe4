/* SPDX-License-Identifier: GPL-2.0-only */
/* How every record of the benchmarks is filled in. */
#ifndef BENCH_FILL_H
#define BENCH_FILL_H

#include <linux/types.h>

/*
 * Field by field, as one fills in a structure: @bytes is a constant, and nothing is left of
 * the loop. Each field has its own store, for BPF programs as well.
 */
static __always_inline void bench_fill(__u64 *data, unsigned int bytes, __u64 nr)
{
	unsigned int i;

#ifdef __clang__
#pragma clang loop unroll(full)
#else
#pragma GCC unroll 128
#endif
	for (i = 0; i < bytes / sizeof(*data); i++)
		data[i] = nr;
}

#endif /* BENCH_FILL_H */
