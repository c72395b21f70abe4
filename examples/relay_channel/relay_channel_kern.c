// SPDX-License-Identifier: GPL-2.0-only
/* relay_channel: sends pulses from an interrupt on every CPU, by a channel of each kind. */
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/smp.h>

#include "relay_channel_kern.gw.h"

static DEFINE_PER_CPU(u64, pulses);
static struct relay_channel *channel;

/* An interrupt from another CPU; on this one, with interrupts off. */
static void send_here(void *count)
{
	struct relay_channel_gw_pulse pulse = { .cpu = smp_processor_id() };
	u32 i;

	for (i = 0; i < *(u32 *)count; i++) {
		pulse.nr = this_cpu_inc_return(pulses) - 1;
		relay_channel_emit_sample(channel, &pulse);
		relay_channel_emit_trace(channel, &pulse);
	}
}

static int set_send(struct relay_channel *m, struct relay_channel_session *s, u32 value)
{
	on_each_cpu(send_here, &value, true);
	return 0;
}

static const struct relay_channel_ops ops = {
	.set_send = set_send,
};

static int __init relay_channel_init(void)
{
	channel = relay_channel_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit relay_channel_exit(void)
{
	relay_channel_unregister(channel);
}

module_init(relay_channel_init);
module_exit(relay_channel_exit);

MODULE_DESCRIPTION("Pulses through relay");
MODULE_LICENSE("GPL");
