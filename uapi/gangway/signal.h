/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "signal": each event is a queued real-time signal to one thread, with the
 * record, of at most 4 bytes, in si_int.
 *
 * GW_SIGNAL_SUBSCRIBE registers a thread, by its id, and a signal number: SIGRTMIN to
 * SIGRTMAX of the C library. From then on, each event of the subscription comes as one
 * signal, in order, with
 *
 *	si_code		SI_QUEUE
 *	si_int		the bytes of the record, then zeros: of a record that is one s32
 *			or u32, its value
 *	si_errno	GW_SIGNAL_EVENT() of it: the event's element number;
 *			GW_SIGNAL_LOST() of it: how many records were lost until then
 *	si_pid, si_uid	nobody's
 *
 * Block the signal in that thread before, and take it by signalfd(2), sigwaitinfo(2) or
 * a handler of sigaction(2) with SA_SIGINFO. Whoever may kill(2) the program could send
 * the same signal, as with any.
 *
 * What does not fit the queue, RLIMIT_SIGPENDING of the thread's user, is lost, and
 * slows nobody down: GW_SIGNAL_LOST() of the next signal counts it, modulo
 * GW_SIGNAL_LOST_MASK + 1, and so do the session's own counters, GW_IOC_COUNTERS with
 * GW_CARRIER_signal; those first let all events that have been emitted be sent or lost.
 * sent = received + lost, always. While there is a loss that neither a signal nor the
 * counters have told, poll() of the session reports POLLIN. Of this carrier, the counters
 * still answer when the provider has gone, which is told by POLLHUP.
 *
 * The subscription ends with its session, and when the thread has ended or has begun
 * another program by execve(2): what is emitted then is lost, and counted; poll() reports
 * POLLERR, and no more is offered. What the thread had pending at its end, nobody counts;
 * nor what it ignores (SIG_IGN).
 *
 * Errors beside those of GW_IOC_SUBSCRIBE: EINVAL an ordinary signal, which merges with
 * the same while it is pending; one of the first two real-time signals, which the C
 * library keeps for itself; or one above SIGRTMAX. ESRCH no such thread. EPERM it is
 * not the caller's own, and the caller has no CAP_KILL there. EACCES the file is not
 * open for reading.
 *
 * THE OTHER WAY
 *
 * fcntl(2) with F_SETOWN, perhaps F_SETSIG, and O_ASYNC on the session's file: a signal for
 * each event, without its content; with F_SETSIG si_fd and si_band, as of any file. A session
 * that has not subscribed by this carrier then has, to all of its events that it may have,
 * without a thread. Such signals merge, or become SIGIO when the queue is full: how often
 * something happened has to be found out otherwise.
 */
#ifndef _UAPI_GANGWAY_SIGNAL_H
#define _UAPI_GANGWAY_SIGNAL_H

#include <gangway/carriers.h>
#include <gangway/session.h>

/* Below are signals that merge, and those of the C library. */
#define GW_SIGNAL_MIN 34

/* Of si_errno. */
#define GW_SIGNAL_EVENT(si_errno)	((unsigned int)(si_errno) & GW_ELEMENT_MAX)
#define GW_SIGNAL_LOST_SHIFT		7
#define GW_SIGNAL_LOST_MASK		0xffffffu
#define GW_SIGNAL_LOST(si_errno) \
	((unsigned int)(si_errno) >> GW_SIGNAL_LOST_SHIFT & GW_SIGNAL_LOST_MASK)

/**
 * struct gw_subscribe_signal - register a thread
 * @head: with GW_CARRIER_signal
 * @signal: in: its number
 * @thread: in: its id, as of gettid(2), in the caller's PID namespace; 0: the caller.
 *	out: its id
 */
struct gw_subscribe_signal {
	struct gw_subscribe head;
	__u32 signal;
	__u32 thread;
};

#define GW_SIGNAL_SUBSCRIBE _IOWR(GW_IOC_MAGIC, 0x81, struct gw_subscribe_signal)

#endif /* _UAPI_GANGWAY_SIGNAL_H */
