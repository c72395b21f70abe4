/* SPDX-License-Identifier: GPL-2.0-only */
/* Which instances are registered; what providers forget. */
#ifndef _GANGWAY_REGISTERED_H
#define _GANGWAY_REGISTERED_H

#include "core/instance.h"

int gw_registered_init(void);
void gw_registered_exit(void);
void gw_registered_add(struct gw_instance *inst);
bool gw_registered_take(struct gw_instance *inst);
void gw_registered_kill_alike(const struct gw_instance *inst);

/* registry.c */
void gw_instance_kill(struct gw_instance *inst);

/* registry.c: as gw_unregister(), without calling the provider. Taken. */
void gw_instance_abandon(struct gw_instance *inst);

#endif /* _GANGWAY_REGISTERED_H */
