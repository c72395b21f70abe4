// SPDX-License-Identifier: GPL-2.0-only
/*
 * A provider whose registration can be made to fail when its handlers are at work
 * already: parameters are live before the device is there. For the tests.
 */
#include <linux/err.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/wait.h>

#include "renewed_kern.gw.h"
#include "renewer_kern.gw.h"

static struct renewed *channel;
static struct renewer *control;
static struct task_struct *registering;
static atomic_t inside = ATOMIC_INIT(0);

static const struct renewer_ops renewer_ops;

/* What any handler may do, also one of an instance that is being given up. */
static void use_and_register(struct renewed *m)
{
	struct renewer *other = renewer_register(NULL, "other", &renewer_ops, NULL);

	WARN_ON(IS_ERR(other));
	renewer_unregister(other);
	WARN_ON(renewed_level(m) != 7);
}

static int set_held(struct renewed *m, struct renewed_session *s, u32 value)
{
	int err;

	if (current == READ_ONCE(registering))	/* a value that was given before */
		return 0;
	atomic_inc(&inside);
	err = wait_event_killable(*renewed_wait_queue(m), renewed_dying(m));
	if (!err)
		use_and_register(m);
	atomic_dec(&inside);
	return err ?: -EINTR;
}

static const struct renewed_ops renewed_ops = {
	.set_held = set_held,
};

static int make(struct renewer *m, struct renewer_session *s)
{
	struct renewed *made;

	WRITE_ONCE(registering, current);
	made = renewed_register(NULL, NULL, &renewed_ops, NULL);
	WRITE_ONCE(registering, NULL);
	if (IS_ERR(made))
		return PTR_ERR(made);
	channel = made;
	return 0;
}

static int drop(struct renewer *m, struct renewer_session *s)
{
	renewed_unregister(xchg(&channel, NULL));
	return 0;
}

static int held(struct renewer *m, struct renewer_session *s, struct renewer_gw_held_reply *out)
{
	out->inside = atomic_read(&inside);
	return 0;
}

static const struct renewer_ops renewer_ops = {
	.make = make,
	.drop = drop,
	.held = held,
};

static int __init renewed_init(void)
{
	control = renewer_register(NULL, "control", &renewer_ops, NULL);
	if (IS_ERR(control))
		return PTR_ERR(control);
	return make(NULL, NULL);
}

static void __exit renewed_exit(void)
{
	renewer_unregister(control);
	renewed_unregister(channel);
}

module_init(renewed_init);
module_exit(renewed_exit);

MODULE_DESCRIPTION("Gangway's test provider that is registered again");
MODULE_LICENSE("GPL");
