// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "thread": a kernel thread takes events from a queue and sends them to an
 * AF_UNIX socket that the subscriber gave: uapi/gangway/thread.h.
 *
 * The thread ends with its session, so nothing that it holds may keep the session
 * alive: the socket's own queue, into which somebody could send the session's
 * descriptor, is closed and empty, and it refers to nothing else.
 */
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/kthread.h>
#include <linux/net.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/socket.h>
#include <net/sock.h>

#include <gangway/thread.h>

#include "core/item.h"
#include "core/memory.h"
#include "core/queue.h"
#include "core/session.h"

/* How long to wait when memory is short, or poll() knows nothing better. */
#define GW_THREAD_PAUSE (HZ / 20)

struct gw_thread {
	struct gw_queue queue;
	struct gw_session *s;
	struct gw_payer payer;
	struct socket *socket;		/* with its file */
	struct task_struct *task;
	bool called;			/* the queue has something */
	bool ended;			/* and what came too late has been counted */
	u64 unsent;			/* records that found nobody */
	struct poll_wqueues *waits;
	/* The thread's own: an item on its way, and to whom. */
	const struct gw_element *el;
	size_t size;
	size_t sent;
	void *item;
	bool gone;			/* nobody has the other end any longer */
};

static struct gw_thread *to_thread(struct gw_queue *q)
{
	return container_of(q, struct gw_thread, queue);
}

/* Sending. */

static void gw_thread_item(struct gw_thread *t, const struct gw_item *head, const void *record)
{
	t->size = gw_item_put(t->item, head, record);
	t->sent = 0;
}

/* Nobody will have it. What was a loss has been counted. */
static void gw_thread_drop(struct gw_thread *t)
{
	const struct gw_item *head = t->item;

	if (!(head->flags & GW_ITEM_LOST)) {
		gw_count(t->queue.sub.inst, t->el, lost);
		WRITE_ONCE(t->unsent, t->unsent + 1);
	}
	t->size = 0;
}

/* The socket takes nothing as large: a loss in its place. */
static void gw_thread_too_large(struct gw_thread *t)
{
	gw_thread_drop(t);
	gw_thread_item(t, &(struct gw_item){
		.event = t->el->number,
		.flags = GW_ITEM_LOST,
		.lost = 1,
	}, NULL);
}

/* Errors of a socket that has room some other time. */
static bool gw_thread_may_wait(int err)
{
	return err == -EAGAIN || err == -ENOBUFS || err == -ENOMEM || err == -EINTR ||
	       err == -ERESTARTSYS;
}

/* Sends what there is of the item. Return: 0: all of it, or nobody is there; or -EAGAIN. */
static int gw_thread_push(struct gw_thread *t)
{
	while (t->size && !t->gone) {
		struct msghdr msg = { .msg_flags = MSG_DONTWAIT | MSG_NOSIGNAL };
		struct kvec part = {
			.iov_base = t->item + t->sent,
			.iov_len = t->size - t->sent,
		};
		int n = kernel_sendmsg(t->socket, &msg, &part, 1, part.iov_len);

		if (n == -EMSGSIZE && t->size > GW_ITEM_ROOM(0)) {
			gw_thread_too_large(t);
		} else if (n < 0) {
			if (gw_thread_may_wait(n))
				return -EAGAIN;
			t->gone = true;
		} else {
			t->sent += n;
			if (t->sent == t->size)
				t->size = 0;
		}
	}
	if (t->size)
		gw_thread_drop(t);
	return 0;
}

/* The queue's functions. */

static bool gw_thread_room(struct gw_queue *q, const struct gw_element *el)
{
	return !kthread_should_stop() && !gw_thread_push(to_thread(q));
}

static void gw_thread_deliver(struct gw_queue *q, const struct gw_element *el,
			      const void *record, u64 time)
{
	struct gw_thread *t = to_thread(q);

	t->el = el;
	gw_thread_item(t, &(struct gw_item){
		.size = el->out.size,
		.event = el->number,
		.time = time,
	}, record);
	(void)gw_thread_push(t);
}

/* They were counted when they found no room. */
static void gw_thread_lost(struct gw_queue *q, const struct gw_element *el, u64 n)
{
	struct gw_thread *t = to_thread(q);

	t->el = el;
	gw_thread_item(t, &(struct gw_item){
		.event = el->number,
		.flags = GW_ITEM_LOST,
		.lost = n,
	}, NULL);
	(void)gw_thread_push(t);
}

static void gw_thread_wake(struct gw_queue *q)
{
	struct gw_thread *t = to_thread(q);

	WRITE_ONCE(t->called, true);
	wake_up_process(t->task);
}

/* Waiting. */

/*
 * What the socket says now; from then on, it and the end of the instance wake us. With
 * nothing on its way only the end of the other side does.
 */
static __poll_t gw_thread_poll(struct gw_thread *t)
{
	const __poll_t wanted = EPOLLERR | EPOLLHUP | (t->size ? EPOLLOUT : 0);

	poll_initwait(t->waits);
	t->waits->pt._key = wanted;
	/* With a reference to a file, which must not be the session's. */
	poll_wait(t->socket->file, &t->s->wait, &t->waits->pt);
	return vfs_poll(t->socket->file, &t->waits->pt) & wanted;
}

static bool gw_thread_idle(struct gw_thread *t)
{
	return !READ_ONCE(t->waits->triggered) && !kthread_should_stop() &&
	       (t->size || !(READ_ONCE(t->called) || gw_dying(t->s->inst)));
}

/* Until there is something to do; also in vain. */
static void gw_thread_wait(struct gw_thread *t)
{
	const __poll_t ready = gw_thread_poll(t);

	if (ready & (EPOLLHUP | EPOLLERR))
		t->gone = true;
	if (!t->gone) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (gw_thread_idle(t))
			/* It said that there is room where there was none. */
			schedule_timeout(ready ? GW_THREAD_PAUSE : MAX_SCHEDULE_TIMEOUT);
		__set_current_state(TASK_RUNNING);
	}
	poll_freewait(t->waits);
}

/* The thread. */

/* Return: false: there will be nothing more to do. */
static bool gw_thread_turn(struct gw_thread *t)
{
	const bool dead = gw_dying(t->s->inst);	/* what was sent before is sent first */

	WRITE_ONCE(t->called, false);
	(void)gw_thread_push(t);	/* the queue asks only if it has more */
	if (gw_queue_read(&t->queue, t) || kthread_should_stop())
		return !kthread_should_stop();
	if (t->gone || (dead && !t->size && !gw_queue_pending(&t->queue)))
		return false;
	if (gw_queue_pending(&t->queue) && !t->size)
		return true;
	gw_thread_wait(t);
	return true;
}

/* What is left found nobody. */
static void gw_thread_end(struct gw_thread *t)
{
	kernel_sock_shutdown(t->socket, SHUT_RDWR);
	/* A provider that goes with its namespace may emit even now. */
	t->gone = true;
	gw_queue_stop(&t->queue);
	(void)gw_thread_push(t);
	while (!kthread_should_stop() && gw_queue_pending(&t->queue))
		if (gw_queue_read(&t->queue, t))
			break;
	WRITE_ONCE(t->ended, true);	/* events from now on are not for it */
	wake_up_all(&t->s->wait);
}

static int gw_thread_main(void *argument)
{
	struct gw_thread *t = argument;
	const struct cred *own = override_creds(t->payer.cred);

	while (gw_thread_turn(t))
		cond_resched();
	gw_thread_end(t);
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
	}
	revert_creds(own);
	return 0;
}

/* The socket. */

/*
 * Has it receive nothing any more: see above. Return: -ENOTEMPTY: something is there
 * already, which nobody would take out.
 */
static int gw_thread_close_inbox(struct socket *socket)
{
	int err = kernel_sock_shutdown(socket, SHUT_RD);

	if (err)
		return err;
	return skb_queue_empty_lockless(&socket->sk->sk_receive_queue) ? 0 : -ENOTEMPTY;
}

static int gw_thread_check_socket(struct socket *socket)
{
	struct sockaddr_storage peer;
	int err;

	if (socket->sk->sk_family != AF_UNIX)
		return -EAFNOSUPPORT;
	err = kernel_getpeername(socket, (struct sockaddr *)&peer);
	if (err < 0)
		return err;
	if (!skb_queue_empty_lockless(&socket->sk->sk_receive_queue))
		return -ENOTEMPTY;
	return gw_thread_close_inbox(socket);
}

static struct socket *gw_thread_socket(int fd)
{
	struct socket *socket;
	int err;

	socket = sockfd_lookup(fd, &err);
	if (!socket)
		return ERR_PTR(err);
	err = gw_thread_check_socket(socket);
	if (err) {
		sockfd_put(socket);
		return ERR_PTR(err);
	}
	return socket;
}

/* Lifetime. */

static void gw_thread_free(struct gw_thread *t)
{
	if (!IS_ERR_OR_NULL(t->socket))
		sockfd_put(t->socket);
	kfree(t->waits);
	kvfree(t->item);
	gw_payer_exit(&t->payer);
	kvfree(t);
}

static void thread_release(void *subscription)
{
	struct gw_thread *t = subscription;

	kthread_stop(t->task);
	gw_queue_exit(&t->queue);
	put_task_struct(t->task);
	gw_thread_free(t);
}

static __poll_t thread_poll(void *subscription)
{
	struct gw_thread *t = subscription;

	return READ_ONCE(t->ended) ? EPOLLERR : 0;
}

static void thread_count(void *subscription, struct gw_counters *c)
{
	struct gw_thread *t = subscription;

	gw_queue_count(&t->queue, c);
	c->lost += READ_ONCE(t->unsent);
}

static struct gw_thread *gw_thread_alloc(struct gw_session *s, const unsigned long *events)
{
	struct gw_thread *t;
	u32 number, largest = 0;

	t = kvzalloc(sizeof(*t), GFP_KERNEL_ACCOUNT);
	if (!t)
		return NULL;
	t->s = s;
	gw_subscription_init(&t->queue.sub, s, &gw_thread_carrier, events);
	t->queue.deliver = gw_thread_deliver;
	t->queue.lost = gw_thread_lost;
	t->queue.room = gw_thread_room;
	t->queue.wake = gw_thread_wake;
	gw_payer_init(&t->payer);
	for_each_set_bit(number, events, GW_NUMBERS)
		largest = max(largest, s->inst->elements[number]->out.size);
	t->item = kvzalloc(GW_ITEM_ROOM(largest), GFP_KERNEL_ACCOUNT);
	t->waits = kzalloc(sizeof(*t->waits), GFP_KERNEL_ACCOUNT);
	if (t->item && t->waits)
		return t;
	gw_thread_free(t);
	return NULL;
}

static int gw_thread_start(struct gw_thread *t)
{
	int err;

	err = gw_queue_charge(&t->queue, &t->payer);
	if (err)
		return err;
	t->task = kthread_create(gw_thread_main, t, "gw/%s", t->s->inst->device);
	if (IS_ERR(t->task))
		return PTR_ERR(t->task);
	get_task_struct(t->task);
	err = gw_queue_start(&t->queue);
	if (err) {
		kthread_stop(t->task);
		put_task_struct(t->task);
		return err;
	}
	wake_up_process(t->task);
	return 0;
}

static void *thread_subscribe(struct gw_session *s, const unsigned long *events, void *args)
{
	const struct gw_subscribe_thread *wanted = args;
	struct gw_thread *t;
	int err;

	if (!wanted || wanted->__pad0 || !current->mm)
		return ERR_PTR(-EINVAL);
	t = gw_thread_alloc(s, events);
	if (!t)
		return ERR_PTR(-ENOMEM);
	t->socket = gw_thread_socket(wanted->socket);
	err = PTR_ERR_OR_ZERO(t->socket) ?: gw_thread_start(t);
	if (err) {
		gw_thread_free(t);
		return ERR_PTR(err);
	}
	return t;
}

const struct gw_carrier gw_thread_carrier = {
	.name = "thread",
	.session = {
		.args_size = sizeof(struct gw_subscribe_thread),
		.args_min = offsetofend(struct gw_subscribe_thread, __pad0),
		.subscribe = thread_subscribe,
		.poll = thread_poll,
		.count = thread_count,
		.release = thread_release,
	},
	.sink = {
		GW_QUEUE_SINK,
	},
};
