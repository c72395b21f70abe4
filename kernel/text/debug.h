/* SPDX-License-Identifier: GPL-2.0-only */
/* The folders gangway and gangway/DEVICE of debugfs, which several carriers share. */
#ifndef _GANGWAY_TEXT_DEBUG_H
#define _GANGWAY_TEXT_DEBUG_H

#include "core/node.h"

struct dentry;

struct dentry *gw_debug_root(void);
struct dentry *gw_debug_folder(struct gw_node *node);
void gw_debug_remove(struct gw_node *node);
int gw_debug_init(void);
void gw_debug_exit(void);

#endif /* _GANGWAY_TEXT_DEBUG_H */
