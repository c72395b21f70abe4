/* SPDX-License-Identifier: GPL-2.0-only */
/* The values of properties that Gangway stores. */
#ifndef _GANGWAY_VALUE_H
#define _GANGWAY_VALUE_H

#include "core/instance.h"

int gw_values_alloc(struct gw_instance *inst);
void gw_values_free(struct gw_instance *inst);
void gw_value_load(const struct gw_instance *inst, const struct gw_element *el,
		   void *out);
bool gw_value_store(struct gw_instance *inst, const struct gw_element *el,
		    const void *in);

void gw_value_show(struct gw_instance *inst, const struct gw_element *el);

/* As gw_value_write(), gw_changed() and gw_refresh(), in a section. */
void gw_tell_changed(struct gw_instance *inst, const struct gw_element *el);
static inline void gw_value_set(struct gw_instance *inst, const struct gw_element *el,
				const void *in)
{
	if (gw_value_store(inst, el, in) && el->notify)
		gw_tell_changed(inst, el);
}

int gw_value_refresh(struct gw_instance *inst, const struct gw_element *el);

/* Before a get or set: on some carriers, clients' requests do not notify the kernel. */
static inline void gw_value_look(struct gw_instance *inst, const struct gw_element *el)
{
	if (unlikely(el->carriers & inst->refreshing))
		(void)gw_value_refresh(inst, el);
}

/* Changes with each call of gw_changed(). */
static inline u32 gw_generation(const struct gw_instance *inst,
				const struct gw_element *el)
{
	return atomic_read(&inst->generations[el->number]);
}

#endif /* _GANGWAY_VALUE_H */
