// SPDX-License-Identifier: GPL-2.0-only
/*
 * tracepoints: a bell. Each stroke is an event, which costs nothing while nobody
 * traces it.
 */
#include <linux/module.h>

#include "tracepoints_kern.gw.h"

static struct tracepoints *channel;

static int strike(struct tracepoints *m, struct tracepoints_session *s,
		  const struct tracepoints_gw_strike_request *in)
{
	struct tracepoints_gw_struck stroke = {
		.from = cpu_to_be32(0xc0000201),
		.label = "bell",
		.tones_count = 2,
		.tones = { 440, 880 },
	};
	u32 i;

	for (i = 1; i <= in->count; i++) {
		stroke.nr = i;
		stroke.mood = i % 2 ? TRACEPOINTS_MOOD_CALM : TRACEPOINTS_MOOD_LOUD;
		stroke.traits = (i == 1 ? TRACEPOINTS_TRAIT_FIRST : 0) |
				(i == in->count ? TRACEPOINTS_TRAIT_LAST : 0);
		tracepoints_emit_struck(m, &stroke);
	}
	return 0;
}

static const struct tracepoints_ops ops = {
	.strike = strike,
};

static int __init tracepoints_init(void)
{
	channel = tracepoints_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit tracepoints_exit(void)
{
	tracepoints_unregister(channel);
}

module_init(tracepoints_init);
module_exit(tracepoints_exit);

MODULE_DESCRIPTION("A bell that tracing tools hear");
MODULE_LICENSE("GPL");
