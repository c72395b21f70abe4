// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "signal": each event is a queued real-time signal to a thread that was
 * registered, or one without content to whoever fcntl() has made the owner of the
 * session's file. The protocol is in uapi/gangway/signal.h.
 *
 * Sending takes locks that sleep on PREEMPT_RT. So a subscription is a queue of its own,
 * whose worker sends.
 */
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>

#include <gangway/signal.h>

#include "core/memory.h"
#include "core/queue.h"
#include "core/session.h"

struct gw_signal_subscription {
	struct gw_queue queue;
	struct gw_session *s;
	struct gw_payer payer;
	struct pid *thread;		/* NULL: none was registered */
	u64 program;			/* that it ran then */
	int signal;
	struct fasync_struct *owner;	/* of the file: fcntl() */
	/* The queue's passes change these. */
	u64 lost;
	u64 told;			/* of these, to the subscriber */
	bool ended;			/* its thread has */
};

static_assert(sizeof(struct gw_subscribe_signal) <= GW_SUBSCRIBE_MAX);

static struct gw_signal_subscription *to_signal(struct gw_queue *q)
{
	return container_of(q, struct gw_signal_subscription, queue);
}

/* Delivering: in the queue's worker. */

static void gw_signal_wake(struct gw_signal_subscription *ss, __poll_t why)
{
	wake_up_interruptible_poll(&ss->s->wait, why);
}

static void gw_signal_lose(struct gw_signal_subscription *ss, u64 n)
{
	const u64 before = ss->lost;

	WRITE_ONCE(ss->lost, before + n);
	/* Pairs with signal_count(): it is woken, or its poll sees this. */
	smp_mb();
	if (READ_ONCE(ss->told) == before)
		gw_signal_wake(ss, EPOLLIN | EPOLLRDNORM);
}

/* Nobody is left who could have an event. */
static void gw_signal_end(struct gw_signal_subscription *ss)
{
	gw_subscription_del(&ss->queue.sub);
	WRITE_ONCE(ss->ended, true);	/* events from now on are not for it */
	gw_signal_wake(ss, EPOLLERR);
}

/* Does it still run the program that asked for signals? Another may die of them. */
static bool gw_signal_expected(const struct gw_signal_subscription *ss,
			       const struct task_struct *task)
{
	return !(READ_ONCE(task->flags) & PF_EXITING) &&
	       READ_ONCE(task->self_exec_id) == ss->program;
}

/* Return: 0; -EAGAIN its queue is full; -ESRCH it has ended. */
static int gw_signal_send(const struct gw_signal_subscription *ss, const struct gw_element *el,
			  const void *record)
{
	struct task_struct *task = get_pid_task(ss->thread, PIDTYPE_PID);
	struct kernel_siginfo info;
	int err = -ESRCH;

	if (!task)
		return err;
	clear_siginfo(&info);
	info.si_signo = ss->signal;
	info.si_code = SI_QUEUE;
	info.si_errno = (ss->lost & GW_SIGNAL_LOST_MASK) << GW_SIGNAL_LOST_SHIFT | el->number;
	memcpy(&info.si_int, record, el->out.size);
	if (gw_signal_expected(ss, task))
		err = send_sig_info(ss->signal, &info, task);
	put_task_struct(task);
	return err;
}

static void gw_signal_deliver(struct gw_queue *q, const struct gw_element *el,
			      const void *record, u64 time)
{
	struct gw_signal_subscription *ss = to_signal(q);
	int err;

	kill_fasync(&ss->owner, SIGIO, POLL_IN);
	if (!ss->thread)
		return;
	err = ss->ended ? -ESRCH : gw_signal_send(ss, el, record);
	if (!err) {
		/* What the signal can count modulo some number only, the counters have to tell. */
		if (ss->lost - READ_ONCE(ss->told) <= GW_SIGNAL_LOST_MASK)
			WRITE_ONCE(ss->told, ss->lost);
		return;
	}
	gw_count(q->sub.inst, el, lost);
	gw_signal_lose(ss, 1);
	if (err == -ESRCH && !ss->ended)
		gw_signal_end(ss);
}

/* They were counted when they found no room. */
static void gw_signal_lost(struct gw_queue *q, const struct gw_element *el, u64 n)
{
	struct gw_signal_subscription *ss = to_signal(q);

	if (ss->thread)
		gw_signal_lose(ss, n);
}

/* The session's file. */

static __poll_t signal_poll(void *subscription)
{
	const struct gw_signal_subscription *ss = subscription;
	__poll_t ready = 0;

	if (READ_ONCE(ss->lost) != READ_ONCE(ss->told))
		ready = EPOLLIN | EPOLLRDNORM;
	return READ_ONCE(ss->ended) ? ready | EPOLLERR : ready;
}

static void signal_count(void *subscription, struct gw_counters *c)
{
	struct gw_signal_subscription *ss = subscription;

	gw_queue_flush(&ss->queue);
	gw_queue_count(&ss->queue, c);
	c->lost = READ_ONCE(ss->lost);
	WRITE_ONCE(ss->told, c->lost);
	smp_mb(); /* before it polls; pairs with gw_signal_lose() */
}

static int signal_fasync(struct gw_session *s, int fd, int on)
{
	struct gw_signal_subscription *ss = gw_session_subscription(s, GW_CARRIER_signal);
	int err;

	if (!ss && on) {
		err = gw_subscribe_to_all(s, GW_CARRIER_signal);
		if (err)
			return err;
		ss = gw_session_subscription(s, GW_CARRIER_signal);
	}
	return ss ? fasync_helper(fd, s->file, on, &ss->owner) : 0;
}

/* Subscribing. */

/* May the caller have it signalled? */
static int gw_signal_permitted(struct task_struct *task)
{
	bool permitted;

	if (same_thread_group(current, task))
		return 0;
	if (task->flags & PF_KTHREAD)
		return -EPERM;
	rcu_read_lock();
	permitted = ns_capable(__task_cred(task)->user_ns, CAP_KILL);
	rcu_read_unlock();
	return permitted ? 0 : -EPERM;
}

/* On failure, what it has got so far is for the caller to release. */
static int gw_signal_register(struct gw_signal_subscription *ss, struct gw_subscribe_signal *args)
{
	struct task_struct *task;
	int err;

	if (args->signal < GW_SIGNAL_MIN || args->signal > SIGRTMAX)
		return -EINVAL;
	if (!args->thread)
		args->thread = task_pid_vnr(current);
	ss->signal = args->signal;
	ss->thread = find_get_pid(args->thread);
	task = get_pid_task(ss->thread, PIDTYPE_PID);
	if (!task)
		return -ESRCH;
	err = gw_signal_permitted(task);
	ss->program = READ_ONCE(task->self_exec_id);
	put_task_struct(task);
	return err;
}

static void gw_signal_free(struct gw_signal_subscription *ss)
{
	gw_payer_exit(&ss->payer);
	put_pid(ss->thread);
	kvfree(ss);
}

static void signal_release(void *subscription)
{
	struct gw_signal_subscription *ss = subscription;

	gw_queue_exit(&ss->queue);
	gw_signal_free(ss);
}

/* @args: NULL, only for who owns the file */
static void *signal_subscribe(struct gw_session *s, const unsigned long *events, void *args)
{
	struct gw_signal_subscription *ss;
	int err = 0;

	if (!current->mm)
		return ERR_PTR(-EINVAL); /* a kernel thread, which nobody pays for */
	ss = kvzalloc(sizeof(*ss), GFP_KERNEL_ACCOUNT);
	if (!ss)
		return ERR_PTR(-ENOMEM);
	ss->s = s;
	gw_subscription_init(&ss->queue.sub, s, &gw_signal_carrier, events);
	ss->queue.deliver = gw_signal_deliver;
	ss->queue.lost = gw_signal_lost;
	gw_payer_init(&ss->payer);
	if (args)
		err = gw_signal_register(ss, args);
	if (!err)
		err = gw_queue_charge(&ss->queue, &ss->payer) ?: gw_queue_start(&ss->queue);
	if (err) {
		gw_signal_free(ss);
		return ERR_PTR(err);
	}
	return ss;
}

const struct gw_carrier gw_signal_carrier = {
	.name = "signal",
	.session = {
		.args_size = sizeof(struct gw_subscribe_signal),
		.args_min = offsetofend(struct gw_subscribe_signal, thread),
		.subscribe = signal_subscribe,
		.poll = signal_poll,
		.count = signal_count,
		.release = signal_release,
		.fasync = signal_fasync,
	},
	.sink = {
		GW_QUEUE_SINK,
	},
};
