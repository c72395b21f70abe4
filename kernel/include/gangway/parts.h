/* SPDX-License-Identifier: GPL-2.0-only */
/* What carriers "relay" and "file" have of an element (gw_element.details). */
#ifndef _GANGWAY_PARTS_H
#define _GANGWAY_PARTS_H

#include <linux/types.h>

/**
 * struct gw_parts - how a carrier divides what it keeps (const, generated)
 * @size: bytes of a part
 * @count: how many parts; 0: it is not divided
 * @overwrite: when all are full, the oldest one begins anew
 */
struct gw_parts {
	u32 size;
	u32 count;
	bool overwrite;
};

#endif /* _GANGWAY_PARTS_H */
