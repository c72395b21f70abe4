/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * The page: values in memory shared with the kernel, so that reading one takes
 * no system call.
 *
 * WHAT IS MAPPED
 *
 * Any session's file (session.h), with MAP_SHARED:
 *
 *   offset GW_PAGE_VALUES    the values, read-only. It begins with struct
 *                            gw_page; each value that it lists is a struct
 *                            gw_page_value at `offset`.
 *   offset GW_PAGE_REQUESTS  what clients request, for reading and writing, if
 *                            the file is open for both. The same layout, but
 *                            without a header: GW_PAGE_VALUES says where the
 *                            request for a value is. ENXIO when nothing can be
 *                            set.
 *
 * A mapping may be shorter than the area, not longer: map a page, and then as
 * much as `bytes` says. All sessions of an instance share both areas, and a
 * mapping outlives its file.
 *
 * READING A VALUE
 *
 * There are two copies, `size` bytes each, the second at the next multiple of 8
 * after the first. At any moment, one of them is consistent:
 *
 *   1. Load `state` with acquire. GW_PAGE_GONE: the module was unloaded.
 *   2. Load copy number (state & 1), by words, each with acquire.
 *   3. Load `state` again. If it has changed, start over.
 *
 * The kernel makes `state` odd, changes the first copy, makes it even again,
 * and changes the second; each of these stores with release. So a reader never
 * waits for a writer that was interrupted.
 *
 * REQUESTING ONE
 *
 * Clients write the first copy only. Make `state` odd by compare-and-exchange
 * with the next number if it is even; store the words, each with release; make
 * `state` even by compare-and-exchange with the next number. A writer that finds
 * it odd for long may assume that its owner was killed: exchange it for the next
 * odd number and go on. Two simultaneous writers may mix their requests if one
 * of them is delayed that long.
 *
 * The kernel looks at a request when it chooses to, or when another carrier asks
 * for the property. It copies the request before checking it, and accepts it
 * only if it is valid and in range. Then it becomes the value shown; else the
 * old one stays, and the element's `failed` counts it. A request that is never
 * valid is never seen.
 *
 * GROWTH
 *
 * `size` is the kernel's. A reader that knows a longer value takes zeros for
 * what is missing; one that knows a shorter value ignores the rest. A writer
 * does the same, but may not leave out what is not zero.
 */
#ifndef GANGWAY_PAGE_H
#define GANGWAY_PAGE_H

#include <linux/types.h>

#include <gangway/carriers.h>
#include <gangway/layout.h>

/* Where to map what. */
#define GW_PAGE_VALUES   GW_CARRIER_OFFSET(GW_CARRIER_page)
#define GW_PAGE_REQUESTS (GW_PAGE_VALUES + 0x80000000ull)

#define GW_PAGE_MAGIC 0x67776770u
#define GW_PAGE_ABI   1u

#define GW_PAGE_GONE (1ull << 63)

/* Values begin at multiples of this. */
#define GW_PAGE_UNIT 64u

/* Bytes of one copy, and of a whole value, padding included. */
#define GW_PAGE_COPY(size) (((__u32)(size) + 7) / 8 * 8)
#define GW_PAGE_SLOT(size) \
	((8 + 2 * GW_PAGE_COPY(size) + GW_PAGE_UNIT - 1) / GW_PAGE_UNIT * GW_PAGE_UNIT)

struct gw_page_place {
	__u32 offset; /* from the start of either area; 0: not carried by the page */
	__u32 size;
};

/* The head of GW_PAGE_VALUES. */
struct gw_page {
	__u32 magic;
	__u32 abi;
	__u32 bytes; /* of the whole area, a multiple of the page size */
	__u32 __pad0;
	struct gw_page_place places[128]; /* by element number */
};

/* The two copies follow. */
struct gw_page_value {
	__aligned_u64 state;
};

GW_ASSERT_SIZE(struct gw_page, 1040);
GW_ASSERT_OFFSET(struct gw_page, places, 16);
GW_ASSERT_SIZE(struct gw_page_value, 8);

#endif
