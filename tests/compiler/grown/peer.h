/* SPDX-License-Identifier: MIT */
/*
 * One version of "grown" as seen from outside: what its client sends and reads,
 * by the structures of its UAPI header, and the table of its provider.
 */
#ifndef PEER_H
#define PEER_H

#include <gangway/provider.h>

/*
 * Readers return 0, or which field is wrong; `newer` says that the other side
 * knew and set what version 2 added.
 */
struct peer {
	const struct gw_interface *iface;
	size_t ask_size;
	size_t tick_size;
	size_t (*write_ask)(void *buffer);	/* all that this version knows */
	size_t (*write_old_ask)(void *buffer);	/* what version 1 knows too */
	int (*read_ask)(const void *request, int newer);
	void (*write_reply)(void *reply);
	int (*read_reply)(const void *buffer, int newer);
	void (*write_tick)(void *record);
	int (*read_tick)(const void *record, int newer);
};

extern const struct peer peer_1, peer_2;

#endif
