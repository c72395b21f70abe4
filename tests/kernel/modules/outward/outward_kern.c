// SPDX-License-Identifier: GPL-2.0-only
/* outward: events that start programs, and events of an input device, for the tests. */
#include <linux/module.h>
#include <linux/spinlock.h>

#include "outward_kern.gw.h"

static struct outward *channel;
static u64 called, missed;
static DEFINE_SPINLOCK(lock);

static int start(struct outward *m, struct outward_session *s,
		 const struct outward_gw_start_request *in)
{
	struct outward_gw_called event = { .sizes_count = 2, .sizes = { 1, 2 } };
	u32 i;

	strscpy(event.text, in->text, sizeof(event.text));
	for (i = 0; i < in->count; i++) {
		event.nr = called++;
		outward_emit_called(m, &event);
	}
	return 0;
}

static int miss(struct outward *m, struct outward_session *s,
		const struct outward_gw_miss_request *in)
{
	u32 i;

	for (i = 0; i < in->count; i++)
		outward_emit_missed(m, &(struct outward_gw_missed){ .nr = missed++ });
	return 0;
}

static int move(struct outward *m, struct outward_session *s,
		const struct outward_gw_move_request *in)
{
	const struct outward_gw_moved event = {
		.x = in->x,
		.dial = in->dial,
		.pressed = in->pressed,
	};
	u32 i;

	for (i = 0; i < in->count; i++) {
		if (i == in->count - 1)
			spin_lock(&lock);
		outward_emit_moved(m, &event);
		if (i == in->count - 1)
			spin_unlock(&lock);
	}
	return 0;
}

static int lid(struct outward *m, struct outward_session *s,
	       const struct outward_gw_lid_request *in)
{
	outward_emit_shut(m, &(struct outward_gw_shut){ .closed = in->closed });
	return 0;
}

static const struct outward_ops ops = {
	.start = start,
	.miss = miss,
	.move = move,
	.lid = lid,
};

static int __init outward_init(void)
{
	channel = outward_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit outward_exit(void)
{
	outward_unregister(channel);
}

module_init(outward_init);
module_exit(outward_exit);

MODULE_DESCRIPTION("Programs and an input device, for the tests");
MODULE_LICENSE("GPL");
