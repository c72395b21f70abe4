// SPDX-License-Identifier: GPL-2.0-only
/*
 * thread_socket: what interrupt-side code counts goes to a kernel thread, which tells it
 * to a user's socket. The interrupt is an irq_work's, which runs in a hard one.
 */
#include <linux/irq_work.h>
#include <linux/module.h>
#include <linux/spinlock.h>

#include "thread_socket_kern.gw.h"

static struct thread_socket *channel;
static DEFINE_RAW_SPINLOCK(lock);
static u32 left, value;

static void on_interrupt(struct irq_work *work)
{
	struct thread_socket_gw_measured event = { };

	raw_spin_lock(&lock);
	while (left) {
		event.value = value++;
		snprintf(event.label, sizeof(event.label), "meter says %u", event.value);
		thread_socket_emit_measured(channel, &event);
		left--;
	}
	raw_spin_unlock(&lock);
}

static struct irq_work meter = IRQ_WORK_INIT_HARD(on_interrupt);

static int measure(struct thread_socket *m, struct thread_socket_session *s,
		   const struct thread_socket_gw_measure_request *in)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&lock, flags);
	left = min(in->times, 100000u);
	value = in->first;
	raw_spin_unlock_irqrestore(&lock, flags);
	irq_work_queue(&meter);
	irq_work_sync(&meter);
	return 0;
}

static const struct thread_socket_ops ops = {
	.measure = measure,
};

static int __init thread_socket_init(void)
{
	channel = thread_socket_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit thread_socket_exit(void)
{
	thread_socket_unregister(channel);
}

module_init(thread_socket_init);
module_exit(thread_socket_exit);

MODULE_DESCRIPTION("Events from an interrupt to a user's socket");
MODULE_LICENSE("GPL");
