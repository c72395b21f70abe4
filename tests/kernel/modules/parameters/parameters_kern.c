// SPDX-License-Identifier: GPL-2.0-only
/* A module with parameters of every kind, counting the calls of its handlers. */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/workqueue.h>

#include "parameters_kern.gw.h"

static struct parameters *channel;
static struct parameters_gw_heard_reply heard;
static unsigned int pause_ms;	/* 0 ends a pause */
module_param(pause_ms, uint, 0600);

/* A handler that takes all, and counts. */
#define COUNTS(name, number, type)							\
static int set_##name(struct parameters *m, struct parameters_session *s, type value)	\
{											\
	heard.times[number]++;								\
	return 0;									\
}

COUNTS(a_byte, PARAMETERS_A_BYTE, u8)
COUNTS(a_short, PARAMETERS_A_SHORT, s16)
COUNTS(a_ushort, PARAMETERS_A_USHORT, u16)
COUNTS(an_int, PARAMETERS_AN_INT, s32)
COUNTS(a_uint, PARAMETERS_A_UINT, u32)
COUNTS(a_long, PARAMETERS_A_LONG, s64)
COUNTS(a_ulong, PARAMETERS_A_ULONG, u64)
COUNTS(a_charp, PARAMETERS_A_CHARP, const struct parameters_gw_a_charp *)
COUNTS(a_bool, PARAMETERS_A_BOOL, bool)
COUNTS(loud, PARAMETERS_LOUD, bool)
COUNTS(ints, PARAMETERS_INTS, const struct parameters_gw_ints *)
COUNTS(shorts, PARAMETERS_SHORTS, const struct parameters_gw_shorts *)
COUNTS(shown, PARAMETERS_SHOWN, u32)
COUNTS(shared, PARAMETERS_SHARED, u32)

static int set_hidden(struct parameters *m, struct parameters_session *s, u32 value)
{
	heard.times[PARAMETERS_HIDDEN]++;
	heard.hidden = value;
	return 0;
}

static int set_boot(struct parameters *m, struct parameters_session *s, s32 value)
{
	heard.times[PARAMETERS_BOOT]++;
	heard.boot = value;
	return 0;
}

static int set_picky(struct parameters *m, struct parameters_session *s, u32 value)
{
	heard.times[PARAMETERS_PICKY]++;
	return value == 13 ? -EPERM : 0;
}

static int set_stuck(struct parameters *m, struct parameters_session *s, u32 value)
{
	heard.times[PARAMETERS_STUCK]++;
	return wait_event_interruptible(*parameters_wait_queue(m), parameters_dying(m)) ?: -EINTR;
}

static int get_heard(struct parameters *m, struct parameters_session *s,
		     struct parameters_gw_heard_reply *out)
{
	*out = heard;
	return 0;
}

static int pause(struct parameters *m, struct parameters_session *s,
		 const struct parameters_gw_pause_request *in);

static const struct parameters_ops ops = {
	.set_a_byte = set_a_byte,
	.set_a_short = set_a_short,
	.set_a_ushort = set_a_ushort,
	.set_an_int = set_an_int,
	.set_a_uint = set_a_uint,
	.set_a_long = set_a_long,
	.set_a_ulong = set_a_ulong,
	.set_a_charp = set_a_charp,
	.set_a_bool = set_a_bool,
	.set_loud = set_loud,
	.set_ints = set_ints,
	.set_shorts = set_shorts,
	.set_shown = set_shown,
	.set_shared = set_shared,
	.set_hidden = set_hidden,
	.set_boot = set_boot,
	.set_picky = set_picky,
	.set_stuck = set_stuck,
	.heard = get_heard,
	.pause = pause,
};

/* No handler may unregister its own instance. */
static void restart(struct work_struct *work)
{
	unsigned int ms;

	parameters_unregister(channel);
	for (ms = 0; ms < READ_ONCE(pause_ms); ms++)
		usleep_range(1000, 2000);
	channel = parameters_register(NULL, NULL, &ops, NULL);
}

static DECLARE_WORK(restarting, restart);

static int pause(struct parameters *m, struct parameters_session *s,
		 const struct parameters_gw_pause_request *in)
{
	pause_ms = in->time;
	schedule_work(&restarting);
	return 0;
}

static int __init parameters_init(void)
{
	channel = parameters_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit parameters_exit(void)
{
	flush_work(&restarting);
	parameters_unregister(channel);
}

module_init(parameters_init);
module_exit(parameters_exit);

MODULE_DESCRIPTION("Gangway's test provider with parameters");
MODULE_LICENSE("GPL");
