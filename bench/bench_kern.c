// SPDX-License-Identifier: GPL-2.0-only
/* bench: does as little as can be done, so that what is measured is the way. */
#include <linux/module.h>
#include <linux/string.h>

#include "bench_kern.gw.h"
#include "fill.h"

static struct bench *channel;

static int echo_small(struct bench *m, struct bench_session *s,
		      const struct bench_gw_small *in, struct bench_gw_small *out)
{
	memcpy(out, in, sizeof(*out));
	return 0;
}

static int echo_large(struct bench *m, struct bench_session *s,
		      const struct bench_gw_large *in, struct bench_gw_large *out)
{
	memcpy(out, in, sizeof(*out));
	return 0;
}

/* Each sends @count records. Handlers run one at a time, so one record is enough. */
#define RING_SENDER(event, type) \
static void send_##event(struct bench *m, u32 count) \
{ \
	u32 i; \
\
	for (i = 0; i < count; i++) { \
		struct gw_emission e; \
		struct bench_gw_##type *record = bench_reserve_##event(m, &e); \
\
		if (record) \
			bench_fill(record->data, sizeof(*record), i); \
		bench_commit_##event(&e); \
	} \
}

#define COPY_SENDER(event, type) \
static void send_##event(struct bench *m, u32 count) \
{ \
	static struct bench_gw_##type record; \
\
	for (; count; count--) { \
		bench_fill(record.data, sizeof(record), count); \
		bench_emit_##event(m, &record); \
	} \
}

RING_SENDER(tiny_record, tiny)
RING_SENDER(small_record, small)
RING_SENDER(medium_record, medium)
RING_SENDER(large_record, large)
COPY_SENDER(small_message, small)
COPY_SENDER(large_message, large)
COPY_SENDER(small_datagram, small)
COPY_SENDER(large_datagram, large)

static void send_small_batch(struct bench *m, u32 count)
{
	struct gw_batch batch;
	unsigned int n, i;

	for (; count; count -= n ?: 1) {
		struct bench_gw_small *record;

		n = min(count, 32U);
		record = bench_batch_small_record(m, &n, &batch);
		for (i = 0; i < n; i++) {
			bench_fill(record->data, sizeof(*record), i);
			record = bench_following_small_record(record);
		}
		bench_finish_small_record(&batch);
	}
}

static int emit(struct bench *m, struct bench_session *s,
		const struct bench_gw_emit_request *in)
{
	static void (*const how[])(struct bench *m, u32 count) = {
		[BENCH_WHAT_SMALL_RECORD] = send_small_record,
		[BENCH_WHAT_LARGE_RECORD] = send_large_record,
		[BENCH_WHAT_SMALL_MESSAGE] = send_small_message,
		[BENCH_WHAT_LARGE_MESSAGE] = send_large_message,
		[BENCH_WHAT_SMALL_DATAGRAM] = send_small_datagram,
		[BENCH_WHAT_LARGE_DATAGRAM] = send_large_datagram,
		[BENCH_WHAT_TINY_RECORD] = send_tiny_record,
		[BENCH_WHAT_MEDIUM_RECORD] = send_medium_record,
		[BENCH_WHAT_SMALL_BATCH] = send_small_batch,
	};

	how[in->what](m, in->count);
	return 0;
}

static const struct bench_ops ops = {
	.echo_small = echo_small,
	.echo_large = echo_large,
	.emit = emit,
};

static int __init bench_init(void)
{
	channel = bench_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit bench_exit(void)
{
	bench_unregister(channel);
}

module_init(bench_init);
module_exit(bench_exit);

MODULE_DESCRIPTION("What Gangway's benchmarks measure");
MODULE_LICENSE("GPL");
