// SPDX-License-Identifier: GPL-2.0-only
/* Memory shared with user space, and its accounting. */
#include <linux/capability.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
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

/* Memory will be charged to the current process. */
void gw_payer_init(struct gw_payer *payer)
{
	payer->mm = current->mm;
	mmgrab(payer->mm);
	payer->charged = 0;
	payer->limit = capable(CAP_IPC_LOCK) ? ULONG_MAX :
					       rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
}

/* Uncharges what was charged. */
void gw_payer_exit(struct gw_payer *payer)
{
	gw_uncharge(payer, payer->charged);
	mmdrop(payer->mm);
}

/* Context: may sleep; any process. Return: 0, or -ENOMEM above the limit. */
int gw_charge(struct gw_payer *payer, unsigned long pages)
{
	int err = -ENOMEM;

	mmap_write_lock(payer->mm);
	if (payer->mm->locked_vm + pages <= payer->limit)
		err = __account_locked_vm(payer->mm, pages, true, current, true);
	mmap_write_unlock(payer->mm);
	if (!err)
		payer->charged += pages;
	return err;
}

void gw_uncharge(struct gw_payer *payer, unsigned long pages)
{
	account_locked_vm(payer->mm, pages, false);
	payer->charged -= pages;
}
