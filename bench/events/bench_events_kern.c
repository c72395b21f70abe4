// SPDX-License-Identifier: GPL-2.0-only
/* bench_events: sends records of each size by each carrier, and does nothing else. */
#include <linux/module.h>

#include "../fill.h"
#include "bench_events_kern.gw.h"

static struct bench_events *channel;

/* Sends @count of them. Handlers run one at a time, so one record is enough. */
#define SENDER(event, type) \
static void send_##event(struct bench_events *m, u32 count) \
{ \
	static struct bench_events_gw_##type record; \
	u32 i; \
\
	for (i = 0; i < count; i++) { \
		bench_fill(record.data, sizeof(record), i); \
		bench_events_emit_##event(m, &record); \
	} \
}

SENDER(queued_16, r16)
SENDER(queued_64, r64)
SENDER(queued_256, r256)
SENDER(queued_1024, r1024)
SENDER(relay_16, r16)
SENDER(relay_64, r64)
SENDER(relay_256, r256)
SENDER(relay_1024, r1024)
SENDER(uevent_16, r16)
SENDER(uevent_64, r64)
SENDER(uevent_256, r256)
SENDER(traced_16, r16)
SENDER(traced_64, r64)
SENDER(traced_256, r256)
SENDER(traced_1024, r1024)
SENDER(helped, r64)

/* An axis that stays where it is reports nothing. */
static s32 moves;

static void send_number(struct bench_events *m, u32 count)
{
	u32 i;

	for (i = 0; i < count; i++) {
		const struct bench_events_gw_number record = { .nr = ++moves };

		bench_events_emit_number(m, &record);
	}
}

static void send_axis_4(struct bench_events *m, u32 count)
{
	u32 i;

	for (i = 0; i < count; i++) {
		const struct bench_events_gw_axis_4 record = { .x = ++moves };

		bench_events_emit_axis_4(m, &record);
	}
}

static void send_axis_16(struct bench_events *m, u32 count)
{
	u32 i;

	for (i = 0; i < count; i++) {
		const s32 nr = ++moves;
		const struct bench_events_gw_axis_16 record = {
			.a = nr, .b = nr, .c = nr, .d = nr,
		};

		bench_events_emit_axis_16(m, &record);
	}
}

static int emit(struct bench_events *m, struct bench_events_session *s,
		const struct bench_events_gw_emit_request *in)
{
	static void (*const how[])(struct bench_events *m, u32 count) = {
		[BENCH_EVENTS_WHAT_QUEUED_16] = send_queued_16,
		[BENCH_EVENTS_WHAT_QUEUED_64] = send_queued_64,
		[BENCH_EVENTS_WHAT_QUEUED_256] = send_queued_256,
		[BENCH_EVENTS_WHAT_QUEUED_1024] = send_queued_1024,
		[BENCH_EVENTS_WHAT_RELAY_16] = send_relay_16,
		[BENCH_EVENTS_WHAT_RELAY_64] = send_relay_64,
		[BENCH_EVENTS_WHAT_RELAY_256] = send_relay_256,
		[BENCH_EVENTS_WHAT_RELAY_1024] = send_relay_1024,
		[BENCH_EVENTS_WHAT_UEVENT_16] = send_uevent_16,
		[BENCH_EVENTS_WHAT_UEVENT_64] = send_uevent_64,
		[BENCH_EVENTS_WHAT_UEVENT_256] = send_uevent_256,
		[BENCH_EVENTS_WHAT_TRACED_16] = send_traced_16,
		[BENCH_EVENTS_WHAT_TRACED_64] = send_traced_64,
		[BENCH_EVENTS_WHAT_TRACED_256] = send_traced_256,
		[BENCH_EVENTS_WHAT_TRACED_1024] = send_traced_1024,
		[BENCH_EVENTS_WHAT_NUMBER] = send_number,
		[BENCH_EVENTS_WHAT_AXIS_4] = send_axis_4,
		[BENCH_EVENTS_WHAT_AXIS_16] = send_axis_16,
		[BENCH_EVENTS_WHAT_HELPED] = send_helped,
	};

	how[in->what](m, in->count);
	return 0;
}

static const struct bench_events_ops ops = {
	.emit = emit,
};

static int __init bench_events_init(void)
{
	channel = bench_events_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit bench_events_exit(void)
{
	bench_events_unregister(channel);
}

module_init(bench_events_init);
module_exit(bench_events_exit);

MODULE_DESCRIPTION("Records by each carrier of events, for Gangway's benchmarks");
MODULE_LICENSE("GPL");
