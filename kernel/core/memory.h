/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory shared with user space, and its accounting. */
#ifndef _GANGWAY_MEMORY_H
#define _GANGWAY_MEMORY_H

#include <linux/mm_types.h>

/* Contiguous pages, for the kernel and for remap_vmalloc_range(). */
struct gw_area {
	struct page **pages;
	unsigned int n_pages;
	void *address;
};

int gw_area_alloc(struct gw_area *area, int node, unsigned int n,
		  unsigned int twice);
void gw_area_free(struct gw_area *area);

struct cred;

/* Whom locked memory is charged to, with the initial limit. */
struct gw_payer {
	struct mm_struct *mm;		/* whose memory cgroup pays, and whose VmPin it is */
	const struct cred *cred;	/* whose user's locked memory it is */
	unsigned long charged;	/* pages */
	unsigned long limit;
};

unsigned long gw_lockable(void);
void gw_payer_init(struct gw_payer *payer);
void gw_payer_exit(struct gw_payer *payer);
int gw_charge(struct gw_payer *payer, unsigned long pages);
void gw_uncharge(struct gw_payer *payer, unsigned long pages);

#endif /* _GANGWAY_MEMORY_H */
