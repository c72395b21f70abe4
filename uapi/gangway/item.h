/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/* Events as a sequence of bytes: what carriers have in common that give them so. */
#ifndef _UAPI_GANGWAY_ITEM_H
#define _UAPI_GANGWAY_ITEM_H

#include <linux/types.h>

/* An unknown flag below 0x100 may be ignored; from there on, skip the item. */
#define GW_ITEM_LOST 0x100

/**
 * struct gw_item - a record, or a loss in its place
 * @size: bytes of the record that follows; 0 for a loss
 * @event: element number
 * @flags: GW_ITEM_LOST, or 0
 * @time: CLOCK_MONOTONIC in ns, when it was emitted; 0 for a loss
 * @lost: how many records; 0 for a record
 *
 * The record follows, and zeros up to the next multiple of 8.
 */
struct gw_item {
	__u32 size;
	__u16 event;
	__u16 flags;
	__aligned_u64 time;
	__aligned_u64 lost;
};

/* Bytes of an item with a record of so many. */
#define GW_ITEM_ROOM(size) (sizeof(struct gw_item) + (((size) + 7) & ~7u))

#endif /* _UAPI_GANGWAY_ITEM_H */
