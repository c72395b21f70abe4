// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "genetlink": requests, from when they have been read until they are answered.
 *
 * Requests of one socket are run one after the other, in their order. So are those
 * of all sockets to an instance whose handlers take turns anyway; none but the first
 * of them occupies a worker. STATUS calls no handler, and has an order of its own.
 * One that need not wait for others is lent to its sender (sender.c). All others, and
 * what the sender does not get to or is interrupted in, a worker runs.
 *
 * A worker runs with the credentials of the sender. When the sender's socket is
 * closed (it was killed, say), nobody waits for the answer any longer: what has not
 * begun is dropped, and a handler is interrupted, as by a fatal signal. Except for
 * sets without NLM_F_ACK: who sends those need not stay.
 */
#include <linux/cred.h>
#include <linux/sched/signal.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <net/sock.h>

#include <gangway/genetlink.h>

#include "carriers/genetlink/genl.h"
#include "core/request.h"
#include "netlink/attributes.h"

/*
 * Requests that wait or run: of one socket, of one instance, and bytes of the latter,
 * of which each user may have a share. STATUS is for those who lost something, so the
 * others' requests leave it room; it has as many bytes of its own.
 */
#define GW_GENL_SOCKET_MAX 64
#define GW_GENL_STATUS_MAX (2 * GW_NUMBERS)
#define GW_GENL_INSTANCE_MAX 256
#define GW_GENL_HELD_MAX SZ_4M

/* What running one may return, too: a worker is to begin again. */
#define GW_GENL_AGAIN 1

static struct workqueue_struct *gw_genl_workers;
static struct workqueue_struct *gw_genl_status_workers; /* which no handler may keep busy */

/* Protects the list, and gw_genl.requests of each instance. */
DEFINE_SPINLOCK(gw_genl_requests_lock);
static LIST_HEAD(gw_genl_requests);

/* Order. gw_genl_requests_lock is held. */

static bool gw_genl_is_status(const struct gw_genl_request *r)
{
	return r->run == GW_GENL_RUN_STATUS;
}

/* Does @b, which came later, wait for @a? */
static bool gw_genl_waits(const struct gw_genl_request *b, const struct gw_genl_request *a)
{
	if (gw_genl_is_status(a) != gw_genl_is_status(b))
		return false;
	if (a->sk == b->sk)
		return true;
	/* When a sender comes is up to him, and a dump waits for its reader as well. */
	return !gw_genl_is_status(a) && !a->lent && !a->dump && !b->dump && a->g->inst->serial;
}

static void gw_genl_work(struct work_struct *work);

/**
 * gw_genl_request_to_worker() - have a worker run a request
 * @r: it, which has been started, and which nobody runs
 *
 * Context: gw_genl_requests_lock is held.
 */
void gw_genl_request_to_worker(struct gw_genl_request *r)
{
	INIT_DELAYED_WORK(&r->work, gw_genl_work);
	queue_delayed_work(gw_genl_is_status(r) ? gw_genl_status_workers : gw_genl_workers,
			   &r->work, 0);
}

/* Does it wait for one before it? */
static bool gw_genl_has_to_wait(const struct gw_genl_request *r)
{
	const struct gw_genl_request *before = r;

	list_for_each_entry_continue_reverse(before, &r->g->requests, link)
		if (gw_genl_waits(r, before))
			return true;
	return false;
}

/* Are a get, a set and a call: the others may take longer than their sender would wait. */
static bool gw_genl_may_lend(const struct gw_genl_request *r)
{
	return r->run != GW_GENL_RUN_DUMP && !gw_genl_is_status(r);
}

/* The sender is current. */
static void gw_genl_start_first(struct gw_genl_request *r)
{
	if (gw_genl_has_to_wait(r))
		return;
	r->started = true;
	if (!gw_genl_may_lend(r) || !gw_genl_lend(r))
		gw_genl_request_to_worker(r);
}

/* One that waited for another, if it need not any more. */
static void gw_genl_start_later(struct gw_genl_request *r)
{
	if (gw_genl_has_to_wait(r))
		return;
	r->started = true;
	gw_genl_request_to_worker(r);
}

static size_t gw_genl_bytes(const struct gw_genl_request *r)
{
	return r->size + (r->holds ? r->skb->truesize : 0);
}

/* One message may hold many requests, but is there once: the first of them is its holder. */
static void gw_genl_hold(struct gw_genl_request *r)
{
	const struct gw_genl_request *other;

	r->holds = true;
	list_for_each_entry(other, &r->g->requests, link)
		if (other->skb == r->skb)
			r->holds = false;
}

/* It is done, and not on the list any more. */
static void gw_genl_let_go(const struct gw_genl_request *r)
{
	struct gw_genl_request *other;

	if (!r->holds)
		return;
	list_for_each_entry(other, &r->g->requests, link) {
		if (other->skb != r->skb)
			continue;
		other->holds = true;
		return;
	}
}

/* Requests of a kind that there are, or those of a user. */
struct gw_genl_some {
	u32 n;
	size_t bytes;
};

static void gw_genl_add(struct gw_genl_some *to, const struct gw_genl_request *r)
{
	to->n++;
	to->bytes += gw_genl_bytes(r);
}

static bool gw_genl_has_room(const struct gw_genl_request *r)
{
	struct gw_genl_some all = { }, own = { };
	const struct gw_genl_request *other;
	u32 n_socket = 0;

	list_for_each_entry(other, &r->g->requests, link) {
		if (gw_genl_is_status(other) != gw_genl_is_status(r))
			continue;
		gw_genl_add(&all, other);
		if (uid_eq(other->cred->uid, r->cred->uid))
			gw_genl_add(&own, other);
		n_socket += other->sk == r->sk;
	}
	if (all.n && !gw_share_fits(own.bytes, all.bytes, gw_genl_bytes(r), GW_GENL_HELD_MAX))
		return false;
	if (gw_genl_is_status(r))
		return n_socket < GW_GENL_STATUS_MAX;
	return n_socket < GW_GENL_SOCKET_MAX && gw_share_left(own.n, all.n, GW_GENL_INSTANCE_MAX);
}

/* Lifetime. */

/**
 * gw_genl_request_alloc() - a request
 * @g: of the instance, which is entered
 * @el: its element
 * @run: what to do
 * @skb: has it, and others perhaps
 * @nlh: its header, in @skb
 *
 * Context: that of .doit.
 * Return: the request, or NULL: no memory.
 */
struct gw_genl_request *gw_genl_request_alloc(struct gw_genl *g, const struct gw_element *el,
					      enum gw_genl_run run, struct sk_buff *skb,
					      const struct nlmsghdr *nlh)
{
	size_t size = sizeof(struct gw_genl_request) + ALIGN(el->in.size, 8) + el->out.size;
	struct gw_genl_request *r;

	r = kvmalloc(size, GFP_KERNEL_ACCOUNT);
	if (!r)
		return NULL;
	memset(r, 0, offsetof(struct gw_genl_request, work));
	refcount_set(&r->users, 1);
	r->g = g;
	r->el = el;
	r->in = r->data;
	r->run = run;
	r->cred = get_current_cred();
	r->sk = NETLINK_CB(skb).sk;
	sock_hold(r->sk);
	r->skb = skb_get(skb);
	r->nlh = nlh;
	r->size = size;
	return r;
}

void gw_genl_request_free(struct gw_genl_request *r)
{
	gw_genl_dump_free(r->dump);
	/* The socket that received it is there as long as the one that sent it. */
	consume_skb(r->skb);
	sock_put(r->sk);
	put_cred(r->cred);
	gw_genl_request_put(r);
}

/* One of its users is done: see there. */
void gw_genl_request_put(struct gw_genl_request *r)
{
	if (refcount_dec_and_test(&r->users))
		kvfree(r);
}

/* Nobody waits for the answer. Else who closes the socket interrupts us from now on. */
static bool gw_genl_is_abandoned(struct gw_genl_request *r)
{
	bool abandoned;

	spin_lock(&gw_genl_requests_lock);
	abandoned = r->abandoned;
	if (!abandoned)
		r->task = current;
	spin_unlock(&gw_genl_requests_lock);
	return abandoned;
}

/* It is done: those that waited for it have their turn. */
static void gw_genl_finish(struct gw_genl_request *r)
{
	struct gw_genl *g = r->g;
	struct gw_genl_request *other;

	spin_lock(&gw_genl_requests_lock);
	r->task = NULL;
	list_del(&r->all);
	list_del(&r->link);
	gw_genl_let_go(r);
	list_for_each_entry(other, &g->requests, link)
		if (!other->started && gw_genl_waits(other, r))
			gw_genl_start_later(other);
	if (list_empty(&g->requests))
		wake_up_all(&g->idle);
	spin_unlock(&gw_genl_requests_lock);
	gw_genl_request_free(r);
}

/* Running. */

/* Return: also GW_GENL_AGAIN: a signal, with which system calls begin again. */
static int gw_genl_run(struct gw_genl_request *r, struct netlink_ext_ack *extack)
{
	struct gw_instance *inst = r->g->inst;
	int err;

	if (!gw_enter(inst)) {
		NL_SET_ERR_MSG(extack, "the instance is gone");
		return -ENODEV;
	}
	if (r->run == GW_GENL_RUN_STATUS)
		err = gw_genl_status(r);
	else
		err = gw_genl_handle(r);
	if (err == -ERESTARTSYS && gw_genl_restarts())
		err = GW_GENL_AGAIN;
	else if (r->run != GW_GENL_RUN_STATUS)
		gw_done(inst, r->el, err);
	gw_leave(inst);
	return gw_genl_errno(err);
}

/* Return: 0, or after how many jiffies a worker is to go on. */
static long gw_genl_answer(struct gw_genl_request *r)
{
	struct netlink_ext_ack extack = { };
	int err;

	if (r->dump) {
		long more = gw_genl_dump_run(r);

		if (more >= 0)
			return more;
		err = gw_genl_errno(more);
	} else {
		err = gw_genl_run(r, &extack);
		if (err == GW_GENL_AGAIN)
			return 1;
	}
	if ((err || r->nlh->nlmsg_flags & NLM_F_ACK) && !sock_flag(r->sk, SOCK_DEAD))
		netlink_ack(r->skb, (struct nlmsghdr *)r->nlh, err, &extack);
	return 0;
}

/* Who closes the socket meanwhile has nothing to interrupt. */
static void gw_genl_go_on_later(struct gw_genl_request *r, long jiffies_left)
{
	spin_lock(&gw_genl_requests_lock);
	if (r->task)
		queue_delayed_work(gw_genl_workers, &r->work, jiffies_left);
	else
		gw_genl_request_to_worker(r);
	r->task = NULL;
	spin_unlock(&gw_genl_requests_lock);
}

/**
 * gw_genl_request_serve() - run a request, and answer it
 * @r: it, which is not the caller's any longer
 *
 * Context: may sleep: a worker, or the sender.
 */
void gw_genl_request_serve(struct gw_genl_request *r)
{
	const struct cred *own = NULL;
	long more;

	if (r->cred != current_cred())
		own = override_creds(r->cred);
	more = gw_genl_answer(r);
	if (own)
		revert_creds(own);
	if (more)
		gw_genl_go_on_later(r, more);
	else
		gw_genl_finish(r);
}

static void gw_genl_work(struct work_struct *work)
{
	struct gw_genl_request *r = container_of(to_delayed_work(work), struct gw_genl_request,
						 work);

	allow_signal(SIGKILL);	/* before anybody may send it */
	if (gw_genl_is_abandoned(r))
		gw_genl_finish(r);
	else
		gw_genl_request_serve(r);
	disallow_signal(SIGKILL);	/* takes back what was sent */
}

/* Does it call no handler, and nothing that its socket sent wait? */
static bool gw_genl_is_quick(const struct gw_genl_request *r)
{
	const struct gw_genl_request *other;
	bool alone = true;

	if (r->run != GW_GENL_RUN_GET || gw_has_getter(r->g->inst, r->el))
		return false;
	spin_lock(&gw_genl_requests_lock);
	list_for_each_entry(other, &r->g->requests, link)
		alone = alone && other->sk != r->sk;
	spin_unlock(&gw_genl_requests_lock);
	return alone;
}

/**
 * gw_genl_request_queue() - have a request run and answered, when its turn comes
 * @r: the request, entered; not the caller's any longer
 * @extack: for why not
 *
 * Return: GW_GENL_LATER; 0: it did not take long, and has been run; an error, as
 * -EBUSY: too many wait already.
 */
int gw_genl_request_queue(struct gw_genl_request *r, struct netlink_ext_ack *extack)
{
	bool room;

	if (gw_genl_is_quick(r)) {
		int err = gw_genl_handle(r);

		gw_genl_request_free(r);
		return err;
	}
	spin_lock(&gw_genl_requests_lock);
	gw_genl_hold(r);
	room = gw_genl_has_room(r);
	if (room) {
		list_add_tail(&r->link, &r->g->requests);
		list_add_tail(&r->all, &gw_genl_requests);
		gw_genl_start_first(r);
	}
	spin_unlock(&gw_genl_requests_lock);
	if (room)
		return GW_GENL_LATER;
	gw_genl_request_free(r);
	NL_SET_ERR_MSG(extack, "too many requests are waiting for their turn");
	return -EBUSY;
}

/* Has current one already? It would begin another only after that. Under the lock. */
bool gw_genl_has_lent(void)
{
	const struct gw_genl_request *r;

	list_for_each_entry(r, &gw_genl_requests, all)
		if (r->sender == current)
			return true;
	return false;
}

/* Those whose senders have not come, and perhaps will not: one may be traced, and stopped. */
static void gw_genl_take_back(struct gw_genl *g)
{
	struct gw_genl_request *r;

	spin_lock(&gw_genl_requests_lock);
	list_for_each_entry(r, &g->requests, link) {
		if (r->lent)
			gw_genl_request_to_worker(r);
		r->lent = false;
	}
	spin_unlock(&gw_genl_requests_lock);
}

/* The instance is dead, and drained: those that are left do no more than say so. */
void gw_genl_requests_wait(struct gw_genl *g)
{
	gw_genl_take_back(g);
	wait_event(g->idle, list_empty_careful(&g->requests));
	/* Whoever woke us has let go of it. */
	spin_lock(&gw_genl_requests_lock);
	spin_unlock(&gw_genl_requests_lock);
}

/* Senders that go. */

static bool gw_genl_is_awaited(const struct gw_genl_request *r)
{
	return r->run != GW_GENL_RUN_SET || r->nlh->nlmsg_flags & NLM_F_ACK;
}

static int gw_genl_notify(struct notifier_block *nb, unsigned long event, void *data)
{
	const struct netlink_notify *n = data;
	struct gw_genl_request *r;

	if (event != NETLINK_URELEASE || n->protocol != NETLINK_GENERIC)
		return NOTIFY_DONE;
	spin_lock(&gw_genl_requests_lock);
	list_for_each_entry(r, &gw_genl_requests, all) {
		/* Not by its port, which may be another's by now. */
		if (!sock_flag(r->sk, SOCK_DEAD) || !gw_genl_is_awaited(r))
			continue;
		r->abandoned = true;
		if (r->task)
			send_sig(SIGKILL, r->task, 1);
	}
	spin_unlock(&gw_genl_requests_lock);
	return NOTIFY_OK;
}

static struct notifier_block gw_genl_notifier = { .notifier_call = gw_genl_notify };

int gw_genl_requests_init(void)
{
	int err;

	gw_genl_workers = alloc_workqueue("gangway_genl", WQ_UNBOUND, WQ_MAX_ACTIVE);
	if (!gw_genl_workers)
		return -ENOMEM;
	err = -ENOMEM;
	gw_genl_status_workers = alloc_workqueue("gangway_status", WQ_UNBOUND, 0);
	if (!gw_genl_status_workers)
		goto err_workers;
	err = netlink_register_notifier(&gw_genl_notifier);
	if (err)
		goto err_status;
	return 0;

err_status:
	destroy_workqueue(gw_genl_status_workers);
err_workers:
	destroy_workqueue(gw_genl_workers);
	return err;
}

/* There is no instance. Waits for workers and senders to leave this code. */
void gw_genl_requests_exit(void)
{
	netlink_unregister_notifier(&gw_genl_notifier);
	destroy_workqueue(gw_genl_status_workers);
	destroy_workqueue(gw_genl_workers);
	gw_genl_senders_exit();
}
