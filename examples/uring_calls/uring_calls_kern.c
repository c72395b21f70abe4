// SPDX-License-Identifier: GPL-2.0-only
/*
 * uring_calls: a handler that sleeps until others have come, as one does that waits
 * for hardware. It neither knows nor cares that its callers do not.
 */
#include <linux/module.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#include "uring_calls_kern.gw.h"

static struct uring_calls *channel;

static DEFINE_SPINLOCK(table_lock);	/* protects these */
static u32 present;
static u32 rounds;

static int meet(struct uring_calls *m, struct uring_calls_session *s,
		const struct uring_calls_gw_meet_request *in,
		struct uring_calls_gw_meet_reply *out)
{
	wait_queue_head_t *queue = uring_calls_wait_queue(m);
	int err = 0;
	u32 round;

	spin_lock(&table_lock);
	round = rounds;
	out->place = ++present;
	if (present >= in->guests) {
		present = 0;
		WRITE_ONCE(rounds, round + 1);
	}
	spin_unlock(&table_lock);
	wake_up_all(queue);

	wait_event_interruptible(*queue, READ_ONCE(rounds) != round || uring_calls_dying(m));
	spin_lock(&table_lock);
	if (rounds == round) {	/* it was a signal, or the module goes */
		present--;
		err = -EINTR;
	}
	spin_unlock(&table_lock);
	return err;
}

static int get_waiting(struct uring_calls *m, struct uring_calls_session *s, u32 *value)
{
	*value = READ_ONCE(present);
	return 0;
}

static const struct uring_calls_ops ops = {
	.meet = meet,
	.get_waiting = get_waiting,
};

static int __init uring_calls_init(void)
{
	channel = uring_calls_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit uring_calls_exit(void)
{
	uring_calls_unregister(channel);
}

module_init(uring_calls_init);
module_exit(uring_calls_exit);

MODULE_DESCRIPTION("Calls that take their time");
MODULE_LICENSE("GPL");
