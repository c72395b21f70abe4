// SPDX-License-Identifier: GPL-2.0-only
/* Queued real-time signals to the thread that asks for them, each with a number. */
#include <linux/sched/signal.h>

#include "kernel.h"

static u64 lost;	/* its queue was full; a program would ask for this */

/* A signal carries no record: @size is of no use. */
static __always_inline void emit_signal(u32 count, u32 size, u32 batch)
{
	struct kernel_siginfo info;
	u32 i;

	for (i = 0; i < count; i++) {
		clear_siginfo(&info);
		info.si_signo = PEER_SIGNAL;
		info.si_code = SI_QUEUE;
		info.si_int = i;
		if (send_sig_info(PEER_SIGNAL, &info, current))
			lost++;
	}
}

PEER_SENDER(signal)

static const struct file_operations signal_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = signal_ioctl,
};

PEER_NODE(signal, signal_fops);

static int signal_begin(void)
{
	return misc_register(&signal_node);
}

static void signal_end(void)
{
	misc_deregister(&signal_node);
}

const struct peer peer_signal = { signal_begin, signal_end };
