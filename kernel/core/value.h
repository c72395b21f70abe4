/* SPDX-License-Identifier: GPL-2.0-only */
/* The values of properties that Gangway stores. */
#ifndef _GANGWAY_VALUE_H
#define _GANGWAY_VALUE_H

#include "core/instance.h"

int gw_values_alloc(struct gw_instance *inst);
void gw_values_free(struct gw_instance *inst);
void gw_value_store(struct gw_instance *inst, const struct gw_element *el,
		    const void *in);

/* Before a property is got or set: some carriers do not tell of what clients ask for. */
static inline void gw_value_look(struct gw_instance *inst, const struct gw_element *el)
{
	if (unlikely(el->carriers & inst->refreshing))
		(void)gw_refresh(inst, el);
}

/* Differs from what it was when gw_changed() was called meanwhile. */
static inline u32 gw_generation(const struct gw_instance *inst,
				const struct gw_element *el)
{
	return atomic_read(&inst->generations[el->number]);
}

#endif /* _GANGWAY_VALUE_H */
