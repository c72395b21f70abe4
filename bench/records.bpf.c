// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs that send records by a BPF ring buffer, and by a perf buffer, as many as they are
 * asked for. Nobody is woken for them: the reader looks, as it does with the others.
 */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "fill.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(int));
	__uint(value_size, sizeof(int));
} perf SEC(".maps");

/* The reader's `many`: the verifier follows each step. */
#define MOST 480

#define SENDER(size) \
SEC("raw_tp") \
int ring_##size(struct bpf_raw_tracepoint_args *ctx) \
{ \
	__u32 nr; \
\
	for (nr = 0; nr < MOST && nr < ctx->args[0]; nr++) { \
		__u64 *record = bpf_ringbuf_reserve(&ring, size, 0); \
\
		if (!record) \
			return 0; \
		bench_fill(record, size, nr); \
		bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP); \
	} \
	return 0; \
} \
\
static __u64 perf_data_##size[size / 8]; \
\
SEC("raw_tp") \
int perf_##size(struct bpf_raw_tracepoint_args *ctx) \
{ \
	__u32 nr; \
\
	for (nr = 0; nr < MOST && nr < ctx->args[0]; nr++) { \
		bench_fill(perf_data_##size, size, nr); \
		bpf_perf_event_output(ctx, &perf, BPF_F_CURRENT_CPU, perf_data_##size, size); \
	} \
	return 0; \
}

SENDER(16)
SENDER(64)
SENDER(256)
SENDER(1024)

char LICENSE[] SEC("license") = "GPL";
