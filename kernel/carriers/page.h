/* SPDX-License-Identifier: GPL-2.0-only */
/* What the rest of gangway.ko knows of carrier "page". */
#ifndef _GANGWAY_PAGE_CARRIER_H
#define _GANGWAY_PAGE_CARRIER_H

#include "core/core.h"

struct vm_area_struct;

/* Is this offset in the session's file one of the page's? */
bool gw_page_maps(const struct vm_area_struct *vma);
int gw_page_mmap(struct gw_session *s, struct vm_area_struct *vma);
/* Under the value's lock: shows what was stored, if it goes by page. */
void gw_page_show(struct gw_instance *inst, const struct gw_element *el, const void *value);
void gw_page_free(struct gw_instance *inst);

/* Before a property is got or set by another carrier: what was wished for is older. */
static inline void gw_page_look(struct gw_instance *inst, const struct gw_element *el)
{
	if (unlikely(inst->pages))
		(void)gw_page_refresh(inst, el);
}

#endif /* _GANGWAY_PAGE_CARRIER_H */
