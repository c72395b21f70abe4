/* SPDX-License-Identifier: GPL-2.0-only */
/* Folders /proc/gangway/DEVICE. */
#ifndef _GANGWAY_PROC_H
#define _GANGWAY_PROC_H

#include "core/node.h"

int gw_proc_init(void);
void gw_proc_exit(void);
struct proc_dir_entry *gw_proc_folder(struct gw_node *node);
void gw_proc_remove(struct gw_node *node);

#endif /* _GANGWAY_PROC_H */
