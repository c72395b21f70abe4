// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kernels that are in use are not built to inject faults. But any function may be left at
 * its entry, by a kprobe: those that allocate return nothing then.
 */
#include <linux/errno.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/sched.h>

#include "failing.h"

#ifdef CONFIG_KPROBES

static struct task_struct *victim;
static unsigned int nth, seen;

static notrace noinline void *nothing(void)
{
	return NULL;
}

static notrace noinline int no_memory(void)
{
	return -ENOMEM;
}

static bool is_its_turn(void)
{
	return current == READ_ONCE(victim) && ++seen == nth;
}

static int give_nothing(struct kprobe *probe, struct pt_regs *regs)
{
	if (!is_its_turn())
		return 0;
	instruction_pointer_set(regs, (unsigned long)nothing);
	return 1;
}

static int give_error(struct kprobe *probe, struct pt_regs *regs)
{
	if (!is_its_turn())
		return 0;
	instruction_pointer_set(regs, (unsigned long)no_memory);
	return 1;
}

/* sysctl of Linux 6.1 ends what failed with a stack, which the lab takes for a report. */
static int keep_quiet(struct kprobe *probe, struct pt_regs *regs)
{
	if (current != READ_ONCE(victim))
		return 0;
	instruction_pointer_set(regs, (unsigned long)nothing);
	return 1;
}

/* With this, what the one before has changed counts. */
static void after(struct kprobe *probe, struct pt_regs *regs, unsigned long flags)
{
}

#define AT(name, handler) \
	{ .symbol_name = name, .pre_handler = handler, .post_handler = after }

/* As several kernels have them. */
static struct kprobe probes[] = {
	AT("should_failslab", give_error),
	AT("__kmalloc_noprof", give_nothing),
	AT("__kmalloc_cache_noprof", give_nothing),
	AT("__kvmalloc_node_noprof", give_nothing),
	AT("__kmalloc_node_noprof", give_nothing),
	AT("__kmalloc_node_track_caller_noprof", give_nothing),
	AT("kmem_cache_alloc_noprof", give_nothing),
	AT("kmem_cache_alloc_lru_noprof", give_nothing),
	AT("kmem_cache_alloc_node_noprof", give_nothing),
	AT("__alloc_percpu", give_nothing),
	AT("pcpu_alloc_noprof", give_nothing),
	AT("__alloc_pages", give_nothing),
	AT("__alloc_pages_noprof", give_nothing),
	AT("dump_stack", keep_quiet),
};

static bool there[ARRAY_SIZE(probes)];

/* Fails unless some allocation can. */
int failing_begin(void)
{
	int i, err = -EOPNOTSUPP;

	for (i = 0; i < ARRAY_SIZE(probes); i++) {
		there[i] = !register_kprobe(&probes[i]);
		if (there[i] && probes[i].pre_handler != keep_quiet)
			err = 0;
	}
	if (err)
		failing_end();
	return err;
}

void failing_end(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(probes); i++)
		if (there[i])
			unregister_kprobe(&probes[i]);
}

void failing_arm(unsigned int n)
{
	nth = n;
	seen = 0;
	WRITE_ONCE(victim, current);
}

bool failing_disarm(void)
{
	WRITE_ONCE(victim, NULL);
	return seen >= nth;
}

#else

int failing_begin(void)
{
	return -EOPNOTSUPP;
}

void failing_end(void)
{
}

void failing_arm(unsigned int n)
{
}

bool failing_disarm(void)
{
	return false;
}

#endif /* CONFIG_KPROBES */
