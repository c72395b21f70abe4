// SPDX-License-Identifier: GPL-2.0-only
/* input_device: a joystick that reports where it is. */
#include <linux/module.h>

#include "input_device_kern.gw.h"

static struct input_device *channel;
static struct input_device_gw_moved now;

static void report(struct input_device *m, s8 turned)
{
	now.wheel = turned;
	input_device_emit_moved(m, &now);
}

static int set_x(struct input_device *m, struct input_device_session *s, s16 value)
{
	now.x = value;
	report(m, 0);
	return 0;
}

static int set_trigger(struct input_device *m, struct input_device_session *s, bool value)
{
	now.trigger = value;
	report(m, 0);
	return 0;
}

static int set_turn(struct input_device *m, struct input_device_session *s, s8 value)
{
	report(m, value);
	return 0;
}

static const struct input_device_ops ops = {
	.set_x = set_x,
	.set_trigger = set_trigger,
	.set_turn = set_turn,
};

static int __init input_device_init(void)
{
	channel = input_device_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit input_device_exit(void)
{
	input_device_unregister(channel);
}

module_init(input_device_init);
module_exit(input_device_exit);

MODULE_DESCRIPTION("A joystick");
MODULE_LICENSE("GPL");
