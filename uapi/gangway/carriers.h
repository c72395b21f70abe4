/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/* What the columns of carriers.def mean, and the ids of carriers as constants. */
#ifndef _UAPI_GANGWAY_CARRIERS_H
#define _UAPI_GANGWAY_CARRIERS_H

/* GW_CARRIER_ioctl and so on. 0 is no carrier. */
enum gw_carrier_id {
#define GW_CARRIER(name, id, ...) GW_CARRIER_##name = id,
#include <gangway/carriers.def>
};

/* All ids are below this. */
#define GW_CARRIER_IDS 32

/*
 * mmap() offsets of a session's file (session.h): each carrier has a range of its
 * own, GW_CARRIER_SPAN bytes from here on. Below the first, the file's content.
 */
#define GW_CARRIER_OFFSET_SHIFT	38
#define GW_CARRIER_SPAN		(1ull << GW_CARRIER_OFFSET_SHIFT)
#define GW_CARRIER_OFFSET(id)	((id) * GW_CARRIER_SPAN)

/* Kinds of elements. CHANGE: notifies watchers of a property when its value changes. */
#define GW_KIND_PROPERTY	1
#define GW_KIND_CALL		2
#define GW_KIND_EVENT		4
#define GW_KIND_STREAM		8
#define GW_KIND_TABLE		16
#define GW_KIND_CHANGE		32

/* Where events come from, from the least restrictive context to the most. */
#define GW_CONTEXT_NONE		0
#define GW_CONTEXT_PROCESS	1
#define GW_CONTEXT_ATOMIC	2
#define GW_CONTEXT_HARDIRQ	3
#define GW_CONTEXT_NMI		4

/* How a message is encoded. */
#define GW_ENCODING_BINARY	1
#define GW_ENCODING_ATTRIBUTES	2
#define GW_ENCODING_TEXT	4

/* What controls read access. */
#define GW_GUARD_NODE		0	/* the permissions of the node /dev/gangway/NAME */
#define GW_GUARD_FILE		1	/* those of a separate file */
#define GW_GUARD_SOCKET		2	/* anybody may ask, by a socket: each message is checked */
#define GW_GUARD_OPEN		3	/* nothing, or the kernel chooses whom it notifies */

/* Paths that several carriers share: see struct gw_carrier_row. */
#define GW_PATH_NODE		"/dev/gangway/{node}"
#define GW_PATH_DEVICE		"/sys/class/gangway/{device}"

#define GW_TRAIT_READY		1	/* in this version; the compiler refuses all others */
#define GW_TRAIT_EXISTING	2	/* clients can use what a kernel already offers over it */
#define GW_TRAIT_BUILD_TIME	4	/* lives in the provider's own translation unit */
#define GW_TRAIT_NO_CLIENT	8	/* nothing that a program could open */
#define GW_TRAIT_BY_NAME	16	/* only for elements whose `via` names it */
#define GW_TRAIT_BUILT_IN	32	/* needs a kernel that Gangway itself was built into */
#define GW_TRAIT_DEPTH		64	/* a subscriber chooses how much room its events have */
#define GW_TRAIT_OVERWRITE	128	/* and whether the newest may take that of the oldest */

#ifndef __KERNEL__

#ifdef __cplusplus
#define GW_ZERO {}
#else
#define GW_ZERO
#endif

/**
 * struct gw_carrier_row - a row of carriers.def
 * @name: of the carrier
 * @id: GW_CARRIER_NAME
 * @kinds: what it carries, GW_KIND_*
 * @context: the most restrictive context that it accepts an event from, on PREEMPT_RT too, if
 *	need be through a queue: GW_CONTEXT_*; NONE when it carries no events
 * @encodings: GW_ENCODING_*
 * @max_bytes: of one message; 0: the mechanism has no limit of its own.
 *	For the ring: what fits a sub-ring of the default size in every mode; for
 *	genetlink: what fits one message of a dump
 * @guard: GW_GUARD_*
 * @traits: GW_TRAIT_*
 * @path: where a program finds an element: {node} is NAME or NAME/INSTANCE, {device} NAME or
 *	NAME@INSTANCE, {element} the element, {module} the provider's module, {parameter} its
 *	parameter's name. NULL: it has no path
 * @doc: one line
 */
struct gw_carrier_row {
	const char *name GW_ZERO;
	unsigned int id GW_ZERO;
	unsigned int kinds GW_ZERO;
	unsigned int context GW_ZERO;
	unsigned int encodings GW_ZERO;
	unsigned long max_bytes GW_ZERO;
	unsigned int guard GW_ZERO;
	unsigned int traits GW_ZERO;
	const char *path GW_ZERO;
	const char *doc GW_ZERO;
};

#undef GW_ZERO

/* In an initializer of an array of rows, before carriers.def is included, as GW_CARRIER. */
#define GW_CARRIER_ROW(name_, id_, ...) { .name = #name_, .id = id_, __VA_ARGS__ },

#endif /* __KERNEL__ */

#endif /* _UAPI_GANGWAY_CARRIERS_H */
