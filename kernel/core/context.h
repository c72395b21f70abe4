/* SPDX-License-Identifier: GPL-2.0-only */
/* In which context the caller is, on any kernel. */
#ifndef GW_CORE_CONTEXT_H
#define GW_CORE_CONTEXT_H

#include <linux/hardirq.h>
#include <linux/preempt.h>

#include <gangway/provider.h>

/* Without CONFIG_PREEMPT_COUNT a lock that is held cannot be seen. */
static inline enum gw_context gw_context_now(void)
{
	if (in_nmi())
		return GW_NMI;
	if (in_hardirq())
		return GW_HARDIRQ;
	if (irqs_disabled() || in_serving_softirq() ||
	    (IS_ENABLED(CONFIG_PREEMPT_COUNT) && !preemptible()))
		return GW_ATOMIC;
	return GW_PROCESS;
}

#endif
