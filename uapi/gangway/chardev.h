/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "chardev": events by read() of the session's file.
 *
 * GW_IOC_SUBSCRIBE (session.h) with carrier GW_CARRIER_chardev and struct
 * gw_subscribe alone. From then on, reads of this session give records, not the
 * content of the node. If the interface has no stream there, the first read of a
 * session that has not subscribed does it, to all events that the carrier carries
 * and the session may have: so `hexdump` is enough.
 *
 * Each read() gives as many whole items as fit, at least one: struct gw_chardev_item
 * and then its record, `size` bytes, and zeros up to the next multiple of 8. It waits
 * until there is one; EAGAIN with O_NONBLOCK. EMSGSIZE: the buffer has no room for
 * the next one, which stays; GW_CHARDEV_ROOM(size of the largest record) always has.
 * ENODEV: the provider is gone, and all that it sent before has been read.
 *
 * An item with GW_CHARDEV_LOST has no record: so many of its event found no room. It
 * comes after what was sent before and had been published when the loss was noticed.
 * There is room for 64 KiB of each CPU, or for 8 of the largest records; a subscriber
 * that does not read loses, and slows nobody down. sent = received + lost, always.
 *
 * Records are in the order of time, as far as they were there at one read; those of
 * one CPU always are. poll() reports when there is something, after subscribing.
 *
 * If the caller's memory goes while a read is at it, what was taken is lost, and is
 * counted in gw_counters.lost of the event.
 */
#ifndef _UAPI_GANGWAY_CHARDEV_H
#define _UAPI_GANGWAY_CHARDEV_H

#include <gangway/carriers.h>
#include <gangway/item.h>
#include <gangway/session.h>

/* As they were called when chardev alone had them. */
#define gw_chardev_item gw_item
#define GW_CHARDEV_LOST GW_ITEM_LOST
#define GW_CHARDEV_ROOM(size) GW_ITEM_ROOM(size)

#endif /* _UAPI_GANGWAY_CHARDEV_H */
