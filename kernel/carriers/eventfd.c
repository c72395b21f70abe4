// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "eventfd": each event adds 1 to an eventfd that the subscriber has passed. The
 * protocol is in uapi/gangway/eventfd.h.
 *
 * Adding takes a lock that sleeps on PREEMPT_RT, and may not be done by whoever is being
 * woken by an eventfd. So events are counted where they happen, and a worker adds.
 */
#include <linux/cred.h>
#include <linux/eventfd.h>
#include <linux/file.h>
#include <linux/irq_work.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include <gangway/eventfd.h>

#include "compat/compat.h"
#include "core/session.h"
#include "core/subscription.h"

struct gw_eventfd_subscription {
	struct gw_subscription sub;
	struct gw_session *s;
	struct file *file;
	struct eventfd_ctx *eventfd;
	struct irq_work irq;
	struct work_struct work;
	atomic64_t offered;
	atomic64_t waiting[GW_NUMBERS];	/* by event: yet to be added */
	bool ending;			/* nobody will look: what waits is lost */
	/* The worker's. */
	u64 lost;
	u64 told;			/* of these, to the subscriber */
};

static_assert(sizeof(struct gw_subscribe_eventfd) <= GW_SUBSCRIBE_MAX);

static struct gw_eventfd_subscription *to_eventfd(struct gw_subscription *sub)
{
	return container_of(sub, struct gw_eventfd_subscription, sub);
}

/* Producing: preemption is off. */

/* There is nothing to fill in. */
static void *eventfd_reserve(struct gw_subscription *sub, const struct gw_element *el,
			     struct gw_delivery *e)
{
	return NULL;
}

static bool eventfd_send(struct gw_subscription *sub, const struct gw_element *el,
			 const void *record)
{
	struct gw_eventfd_subscription *es = to_eventfd(sub);

	atomic64_inc(&es->offered);
	atomic64_inc(&es->waiting[el->number]);
	/* After counting: the worker may be running already. */
	smp_mb__after_atomic();
	irq_work_queue(&es->irq);
	return true;
}

/* Adding. */

static void gw_eventfd_lose(struct gw_eventfd_subscription *es, unsigned int number)
{
	const u64 before = es->lost;

	this_cpu_inc(es->sub.inst->emitter.counts[number].lost);
	WRITE_ONCE(es->lost, before + 1);
	/* Pairs with eventfd_count(): it is woken, or its poll sees this. */
	smp_mb();
	if (READ_ONCE(es->told) == before)
		wake_up_interruptible_poll(&es->s->wait, EPOLLIN | EPOLLRDNORM);
}

/* Can it count no further? Only another worker of the kernel's could get there meanwhile. */
static bool gw_eventfd_full(const struct gw_eventfd_subscription *es)
{
	return (vfs_poll(es->file, NULL) & EPOLLERR) != 0;
}

static void gw_eventfd_add(struct work_struct *work)
{
	struct gw_eventfd_subscription *es =
		container_of(work, struct gw_eventfd_subscription, work);
	unsigned int number;
	s64 n;

	for_each_set_bit(number, es->sub.events, GW_NUMBERS)
		for (n = atomic64_xchg(&es->waiting[number], 0); n > 0; n--) {
			if (READ_ONCE(es->ending)) {
				this_cpu_add(es->sub.inst->emitter.counts[number].lost, n);
				break;
			}
			if (gw_eventfd_full(es))
				gw_eventfd_lose(es, number);
			else
				gw_eventfd_signal(es->eventfd);
			cond_resched();
		}
}

static void gw_eventfd_kick(struct irq_work *irq)
{
	struct gw_eventfd_subscription *es =
		container_of(irq, struct gw_eventfd_subscription, irq);

	queue_work(gw_unbound_wq, &es->work);
}

/* Everything emitted before has been added, or lost, when this returns. */
static void gw_eventfd_flush(struct gw_eventfd_subscription *es)
{
	irq_work_sync(&es->irq);
	flush_work(&es->work);
}

/* The session's file. */

static __poll_t eventfd_poll(void *subscription)
{
	const struct gw_eventfd_subscription *es = subscription;

	return READ_ONCE(es->lost) != READ_ONCE(es->told) ? EPOLLIN | EPOLLRDNORM : 0;
}

static void eventfd_count(void *subscription, struct gw_counters *c)
{
	struct gw_eventfd_subscription *es = subscription;

	c->used = atomic64_read(&es->offered);
	gw_eventfd_flush(es);
	c->lost = READ_ONCE(es->lost);
	WRITE_ONCE(es->told, c->lost);
	smp_mb(); /* before it polls; pairs with gw_eventfd_lose() */
}

/* Subscribing. */

static void gw_eventfd_free(struct gw_eventfd_subscription *es)
{
	if (es->eventfd)
		eventfd_ctx_put(es->eventfd);
	if (es->file)
		fput(es->file);
	kfree(es);
}

static void eventfd_release(void *subscription)
{
	struct gw_eventfd_subscription *es = subscription;

	gw_subscription_del(&es->sub);
	WRITE_ONCE(es->ending, true);
	gw_eventfd_flush(es);
	gw_eventfd_free(es);
}

/* On failure, what it has got so far is for the caller to release. */
static int gw_eventfd_take(struct gw_eventfd_subscription *es, int fd)
{
	struct eventfd_ctx *eventfd;

	es->file = fget(fd);
	if (!es->file)
		return -EBADF;
	eventfd = eventfd_ctx_fileget(es->file);
	if (IS_ERR(eventfd))
		return PTR_ERR(eventfd);
	es->eventfd = eventfd;
	return 0;
}

static void *eventfd_subscribe(struct gw_session *s, const unsigned long *events, void *arguments)
{
	const struct gw_subscribe_eventfd *args = arguments;
	struct gw_eventfd_subscription *es;
	int err;

	if (args->__pad0)
		return ERR_PTR(-EINVAL);
	es = kzalloc(sizeof(*es), GFP_KERNEL_ACCOUNT);
	if (!es)
		return ERR_PTR(-ENOMEM);
	es->s = s;
	gw_subscription_init(&es->sub, s, &gw_eventfd_carrier, events);
	init_irq_work(&es->irq, gw_eventfd_kick);
	INIT_WORK(&es->work, gw_eventfd_add);
	err = gw_eventfd_take(es, args->fd) ?: gw_subscription_add(&es->sub);
	if (err) {
		gw_eventfd_free(es);
		return ERR_PTR(err);
	}
	return es;
}

const struct gw_carrier gw_eventfd_carrier = {
	.name = "eventfd",
	.session = {
		.args_size = sizeof(struct gw_subscribe_eventfd),
		.args_min = offsetofend(struct gw_subscribe_eventfd, __pad0),
		.subscribe = eventfd_subscribe,
		.poll = eventfd_poll,
		.count = eventfd_count,
		.release = eventfd_release,
	},
	.sink = {
		.reserve = eventfd_reserve,
		.send = eventfd_send,
	},
};
