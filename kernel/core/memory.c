// SPDX-License-Identifier: GPL-2.0-only
/* Memory shared with user space, and its accounting. */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/user.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "core/memory.h"

/**
 * gw_area_alloc() - zeroed pages, virtually contiguous
 * @area: zeroed; filled in
 * @node: preferred NUMA node, or NUMA_NO_NODE
 * @n: how many
 * @twice: how many of the last pages are mapped once more after the others
 *
 * They are charged to the current memory cgroup. Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int gw_area_alloc(struct gw_area *area, int node, unsigned int n,
		  unsigned int twice)
{
	const gfp_t gfp = GFP_KERNEL_ACCOUNT | __GFP_ZERO;

	area->pages = kvcalloc(n + twice, sizeof(*area->pages), GFP_KERNEL_ACCOUNT);
	if (!area->pages)
		return -ENOMEM;
	for (; area->n_pages < n; area->n_pages++) {
		struct page *page = NULL;

		if (!fatal_signal_pending(current))
			page = alloc_pages_node(node, gfp, 0);
		if (!page)
			goto err;
		area->pages[area->n_pages] = page;
		cond_resched();
	}
	memcpy(area->pages + n, area->pages + n - twice,
	       twice * sizeof(*area->pages));
	area->address = vmap(area->pages, n + twice, VM_MAP | VM_USERMAP,
			     PAGE_KERNEL);
	if (area->address)
		return 0;
err:
	gw_area_free(area);
	return -ENOMEM;
}

/* Also for an area that was never allocated; what a user has mapped stays mapped. */
void gw_area_free(struct gw_area *area)
{
	unsigned int i;

	vunmap(area->address);
	for (i = 0; i < area->n_pages; i++)
		__free_page(area->pages[i]);
	kvfree(area->pages);
	*area = (struct gw_area){ };
}

/* Pages that the current process's user may lock; ULONG_MAX: as many as there are. */
static unsigned long gw_lock_limit(void)
{
	return capable(CAP_IPC_LOCK) ? ULONG_MAX : rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
}

/**
 * gw_lockable() - how much the current process may still be charged with
 *
 * What others of its user charge meanwhile is not known.
 * Return: pages; ULONG_MAX: there is no limit.
 */
unsigned long gw_lockable(void)
{
	unsigned long limit = gw_lock_limit();
	unsigned long locked = atomic_long_read(&current_user()->locked_vm);

	return limit == ULONG_MAX ? limit : limit - min(limit, locked);
}

/*
 * Memory will be charged to the current process, and its user: what all processes of
 * a user have locked counts together, as in io_uring and perf.
 */
void gw_payer_init(struct gw_payer *payer)
{
	payer->mm = current->mm;
	mmgrab(payer->mm);
	payer->cred = get_current_cred();
	payer->charged = 0;
	payer->limit = gw_lock_limit();
}

/* Uncharges what was charged. */
void gw_payer_exit(struct gw_payer *payer)
{
	gw_uncharge(payer, payer->charged);
	put_cred(payer->cred);
	mmdrop(payer->mm);
}

/* Whoever is not limited does not use up what the user's other processes may have. */
static bool gw_user_charge(struct gw_payer *payer, long pages)
{
	atomic_long_t *locked = &payer->cred->user->locked_vm;
	long now = atomic_long_read(locked);

	if (payer->limit == ULONG_MAX)
		return true;
	do {
		if (now + pages > payer->limit)
			return false;
	} while (!atomic_long_try_cmpxchg(locked, &now, now + pages));
	return true;
}

/* Context: any process; the caller serialises it. Return: 0, or -ENOMEM above the limit. */
int gw_charge(struct gw_payer *payer, unsigned long pages)
{
	if (!gw_user_charge(payer, pages))
		return -ENOMEM;
	atomic64_add(pages, &payer->mm->pinned_vm);
	payer->charged += pages;
	return 0;
}

void gw_uncharge(struct gw_payer *payer, unsigned long pages)
{
	if (payer->limit != ULONG_MAX)
		atomic_long_sub(pages, &payer->cred->user->locked_vm);
	atomic64_sub(pages, &payer->mm->pinned_vm);
	payer->charged -= pages;
}
