// SPDX-License-Identifier: GPL-2.0-only
/* bench: does as little as can be done, so that what is measured is the way. */
#include <linux/module.h>
#include <linux/string.h>

#include "bench_kern.gw.h"

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

static void fill(u64 *data, unsigned int words, u64 nr)
{
	unsigned int i;

	for (i = 0; i < words; i++)
		data[i] = nr;
}

static void emit_small(struct bench *m, u64 nr)
{
	struct bench_gw_small *record;
	struct gw_emission e;

	record = bench_reserve_small_record(m, &e);
	if (record)
		fill(record->data, ARRAY_SIZE(record->data), nr);
	bench_commit_small_record(&e);
}

static void emit_large(struct bench *m, u64 nr)
{
	struct bench_gw_large *record;
	struct gw_emission e;

	record = bench_reserve_large_record(m, &e);
	if (record)
		fill(record->data, ARRAY_SIZE(record->data), nr);
	bench_commit_large_record(&e);
}

static void send_small(struct bench *m, u64 nr)
{
	struct bench_gw_small record;

	fill(record.data, ARRAY_SIZE(record.data), nr);
	bench_emit_small_message(m, &record);
}

static void send_large(struct bench *m, u64 nr)
{
	static struct bench_gw_large record;	/* handlers run one at a time */

	fill(record.data, ARRAY_SIZE(record.data), nr);
	bench_emit_large_message(m, &record);
}

static void transmit_small(struct bench *m, u64 nr)
{
	struct bench_gw_small record;

	fill(record.data, ARRAY_SIZE(record.data), nr);
	bench_emit_small_datagram(m, &record);
}

static void transmit_large(struct bench *m, u64 nr)
{
	static struct bench_gw_large record;	/* handlers run one at a time */

	fill(record.data, ARRAY_SIZE(record.data), nr);
	bench_emit_large_datagram(m, &record);
}

static int emit(struct bench *m, struct bench_session *s,
		const struct bench_gw_emit_request *in)
{
	static void (*const how[])(struct bench *m, u64 nr) = {
		emit_small, emit_large, send_small, send_large, transmit_small, transmit_large,
	};
	u32 i;

	for (i = 0; i < in->count; i++)
		how[in->what](m, i);
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
