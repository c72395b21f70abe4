// SPDX-License-Identifier: GPL-2.0-only
/* signals: sends numbers, from a hard interrupt, to whoever has registered for them. */
#include <linux/completion.h>
#include <linux/irq_work.h>
#include <linux/module.h>

#include "signals_kern.gw.h"

#define MOST 10000

static void on_interrupt(struct irq_work *work);

static struct signals *channel;
static struct irq_work interrupt = IRQ_WORK_INIT_HARD(on_interrupt);
static DECLARE_COMPLETION(sent);
static s32 number;
static u32 left;

/* On PREEMPT_RT, too: nobody could be sent a signal from here. */
static void on_interrupt(struct irq_work *work)
{
	for (; left; left--)
		signals_emit_alert(channel, &(struct signals_gw_alert){ .number = number });
	complete(&sent);
}

/* Handlers take turns. */
static int send(struct signals *m, struct signals_session *s,
		const struct signals_gw_send_request *in)
{
	if (in->count > MOST)
		return -EINVAL;
	number = in->number;
	left = in->count;
	irq_work_queue(&interrupt);
	wait_for_completion(&sent);
	return 0;
}

static const struct signals_ops ops = {
	.send = send,
};

static int __init signals_module_init(void)
{
	channel = signals_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit signals_module_exit(void)
{
	signals_unregister(channel);
	irq_work_sync(&interrupt);
}

module_init(signals_module_init);
module_exit(signals_module_exit);

MODULE_DESCRIPTION("Numbers as real-time signals");
MODULE_LICENSE("GPL");
