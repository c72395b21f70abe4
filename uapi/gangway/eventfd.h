/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "eventfd": each event adds 1 to an eventfd(2) that the program passes. Any
 * event loop can wait for it, and whatever else takes one, such as KVM's irqfd. The record
 * does not cross: have another carrier beside this one for it.
 *
 * GW_EVENTFD_SUBSCRIBE starts it. Reading the eventfd gives how many there were.
 * Nothing is dropped on the way, but an eventfd that has reached 2^64 - 1 cannot count on:
 * those events are lost. While there is such a loss that GW_IOC_COUNTERS of this session
 * with GW_CARRIER_eventfd has not told, poll() of the session reports POLLIN. These counters
 * first let all events that have been emitted be added, or lost: sent = received + lost,
 * always. They still answer when the provider has gone, which is told by POLLHUP.
 *
 * The subscription keeps the eventfd open until the session is closed: one that nobody
 * else has open any more counts on, and nobody knows.
 *
 * Errors beside those of GW_IOC_SUBSCRIBE: EBADF no such descriptor, EINVAL it is no
 * eventfd, EACCES the session's file is not open for reading.
 */
#ifndef _UAPI_GANGWAY_EVENTFD_H
#define _UAPI_GANGWAY_EVENTFD_H

#include <gangway/carriers.h>
#include <gangway/session.h>

/**
 * struct gw_subscribe_eventfd - pass an eventfd
 * @head: with GW_CARRIER_eventfd
 * @fd: in: the eventfd
 * @__pad0: zero
 */
struct gw_subscribe_eventfd {
	struct gw_subscribe head;
	__s32 fd;
	__u32 __pad0;
};

#define GW_EVENTFD_SUBSCRIBE _IOWR(GW_IOC_MAGIC, 0x81, struct gw_subscribe_eventfd)

#endif /* _UAPI_GANGWAY_EVENTFD_H */
