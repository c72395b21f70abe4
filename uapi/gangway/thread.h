/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "thread": a kernel thread sends events to an AF_UNIX socket of the program's.
 *
 * GW_THREAD_SUBSCRIBE, with carrier GW_CARRIER_thread, gives a session a socket that is
 * connected: one end of a socketpair(), or by the program to whomever it likes, with
 * its own rights; the kernel looks up no name. Who has the other end receives items
 * (item.h), each a packet of its own; of a stream, one after the other. The program may
 * close its descriptor then.
 *
 * From then on nothing can be received by that socket, and what is sent to it fails:
 * the thread never reads it. ENOTEMPTY: something was waiting there already. Do not send
 * by it beside the thread.
 *
 * A record is sent whole, or waits until there is room: the thread waits, nobody else.
 * Meanwhile others wait in a queue, with room for 64 KiB of each CPU, or for 8 of the
 * largest records. What finds it full is lost, and an item says so in its place. So is a
 * record that the socket will never take, because it is larger than its SO_SNDBUF
 * allows. sent = received + lost, always; but what is in the socket already when its
 * other end is closed has gone to that end.
 *
 * When the other end has been closed, the subscription ends (of datagrams, once one finds
 * nobody): poll() of the session says EPOLLERR, and what found nobody is counted in
 * gw_counters.lost. When the provider goes, all that it sent before is sent, and then the
 * socket is shut down: end of file, but for datagrams; poll() of the session says
 * EPOLLHUP in any case.
 *
 * Packets carry the credentials of who subscribed, and the thread's process id.
 */
#ifndef _UAPI_GANGWAY_THREAD_H
#define _UAPI_GANGWAY_THREAD_H

#include <gangway/carriers.h>
#include <gangway/item.h>
#include <gangway/session.h>

/**
 * struct gw_subscribe_thread - have a socket served
 * @head: carrier and events
 * @socket: in: its descriptor
 * @__pad0: zero
 *
 * Errors beside those of every subscription: EBADF no descriptor, ENOTSOCK no socket,
 * EAFNOSUPPORT no AF_UNIX socket, ENOTCONN not connected, ENOTEMPTY as above.
 */
struct gw_subscribe_thread {
	struct gw_subscribe head;
	__s32 socket;
	__u32 __pad0;
};

#define GW_THREAD_SUBSCRIBE \
	_IOWR(GW_IOC_MAGIC, _IOC_NR(GW_IOC_SUBSCRIBE), struct gw_subscribe_thread)

#endif /* _UAPI_GANGWAY_THREAD_H */
