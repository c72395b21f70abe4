// SPDX-License-Identifier: GPL-2.0-only
/* gwp: a module with parameters of every kind, which counts what it hears of them. */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/workqueue.h>

#include "gwp_kern.gw.h"

static struct gwp *channel;
static struct gwp_heard_reply heard;
static unsigned int pause_ms;	/* 0 ends a pause */
module_param(pause_ms, uint, 0600);

/* A handler that takes all, and counts. */
#define COUNTS(name, number, type)						\
static int set_##name(struct gwp *m, struct gwp_session *s, type value)	\
{										\
	heard.times[number]++;							\
	return 0;								\
}

COUNTS(a_byte, GWP_A_BYTE, u8)
COUNTS(a_short, GWP_A_SHORT, s16)
COUNTS(a_ushort, GWP_A_USHORT, u16)
COUNTS(an_int, GWP_AN_INT, s32)
COUNTS(a_uint, GWP_A_UINT, u32)
COUNTS(a_long, GWP_A_LONG, s64)
COUNTS(a_ulong, GWP_A_ULONG, u64)
COUNTS(a_charp, GWP_A_CHARP, const struct gwp_a_charp *)
COUNTS(a_bool, GWP_A_BOOL, bool)
COUNTS(loud, GWP_LOUD, bool)
COUNTS(ints, GWP_INTS, const struct gwp_ints *)
COUNTS(shorts, GWP_SHORTS, const struct gwp_shorts *)
COUNTS(shown, GWP_SHOWN, u32)
COUNTS(shared, GWP_SHARED, u32)

static int set_hidden(struct gwp *m, struct gwp_session *s, u32 value)
{
	heard.times[GWP_HIDDEN]++;
	heard.hidden = value;
	return 0;
}

static int set_boot(struct gwp *m, struct gwp_session *s, s32 value)
{
	heard.times[GWP_BOOT]++;
	heard.boot = value;
	return 0;
}

static int set_picky(struct gwp *m, struct gwp_session *s, u32 value)
{
	heard.times[GWP_PICKY]++;
	return value == 13 ? -EPERM : 0;
}

static int set_stuck(struct gwp *m, struct gwp_session *s, u32 value)
{
	heard.times[GWP_STUCK]++;
	return wait_event_interruptible(*gwp_wait_queue(m), gwp_dying(m)) ?: -EINTR;
}

static int get_heard(struct gwp *m, struct gwp_session *s, struct gwp_heard_reply *out)
{
	*out = heard;
	return 0;
}

static int pause(struct gwp *m, struct gwp_session *s, const struct gwp_pause_request *in);

static const struct gwp_ops ops = {
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

	gwp_unregister(channel);
	for (ms = 0; ms < READ_ONCE(pause_ms); ms++)
		msleep(1);
	channel = gwp_register(NULL, NULL, &ops, NULL);
}

static DECLARE_WORK(restarting, restart);

static int pause(struct gwp *m, struct gwp_session *s, const struct gwp_pause_request *in)
{
	pause_ms = in->time;
	schedule_work(&restarting);
	return 0;
}

static int __init gwp_init(void)
{
	channel = gwp_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit gwp_exit(void)
{
	flush_work(&restarting);
	gwp_unregister(channel);
}

module_init(gwp_init);
module_exit(gwp_exit);

MODULE_DESCRIPTION("Gangway's test provider with parameters");
MODULE_LICENSE("GPL");
