// SPDX-License-Identifier: GPL-2.0-only
/* Sessions: how they begin and end, and how their provider is notified. */
#include <linux/cred.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "core/carrier.h"
#include "core/session.h"

static atomic64_t gw_last_session;
static struct workqueue_struct *gw_session_closers;

void *gw_session_priv(const struct gw_session *s)
{
	return s ? s->priv : NULL;
}
EXPORT_SYMBOL_GPL(gw_session_priv);

void gw_session_set_priv(struct gw_session *s, void *priv)
{
	if (s)
		s->priv = priv;
}
EXPORT_SYMBOL_GPL(gw_session_set_priv);

u64 gw_session_position(const struct gw_session *s)
{
	u64 position = 0;

	if (!s)
		return 0;
	rcu_read_lock();	/* a file is freed after a grace period */
	if (!READ_ONCE(s->dismissed))
		position = READ_ONCE(s->file->f_pos);
	rcu_read_unlock();
	return position;
}
EXPORT_SYMBOL_GPL(gw_session_position);

/* Under sessions_lock: how many the current user has opened. */
static u32 gw_sessions_own(const struct gw_instance *inst)
{
	const struct gw_session *s;
	u32 own = 0;

	list_for_each_entry(s, &inst->sessions, link)
		own += uid_eq(s->user, current_uid());
	return own;
}

/* Under lifecycle: adds the session to the list, if there is room. */
static int gw_session_list(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	int err = 0;

	spin_lock(&inst->sessions_lock);
	if (!gw_share_left(gw_sessions_own(inst), inst->n_sessions, inst->iface->max_sessions)) {
		err = -EUSERS;
	} else {
		inst->n_sessions++;
		list_add(&s->link, &inst->sessions);
	}
	spin_unlock(&inst->sessions_lock);
	return err;
}

/* false: it was already done. */
static bool gw_session_unlist(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	bool listed;

	spin_lock(&inst->sessions_lock);
	listed = !list_empty(&s->link);
	if (listed) {
		inst->n_sessions--;
		list_del_init(&s->link);
	}
	spin_unlock(&inst->sessions_lock);
	return listed;
}

/* Lets the provider refuse, in a handler like any other. */
static int gw_session_admit(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	const struct gw_ops_head *ops = inst->ops;
	int err;

	if (!inst->iface->open || !ops->open)
		return 0;
	err = gw_lock_handlers(inst);
	if (err)
		return err;
	err = inst->iface->open(inst, s);
	gw_unlock_handlers(inst);
	return err;
}

static int gw_session_begin(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	int err;

	if (!gw_enter(inst))
		return -ENODEV;
	/* What was closed before this is told before it. */
	err = -ERESTARTSYS;
	if (wait_event_interruptible(inst->wait, gw_dying(inst) ||
				     list_empty_careful(&inst->closed)) ||
	    mutex_lock_interruptible(&inst->lifecycle))
		goto out;
	err = gw_session_list(s);
	if (!err) {
		err = gw_session_admit(s);
		if (err)
			gw_session_unlist(s);
	}
	mutex_unlock(&inst->lifecycle);
out:
	gw_leave(inst);
	return err;
}

static void gw_session_free(struct gw_session *s)
{
	gw_instance_put(s->inst);
	kvfree(s->large);
	kfree(s);
}

/* The instance is dead: pollers must look again. */
void gw_sessions_wake(struct gw_instance *inst)
{
	struct gw_session *s;

	spin_lock(&inst->sessions_lock);
	list_for_each_entry(s, &inst->sessions, link)
		wake_up_all(&s->wait);
	spin_unlock(&inst->sessions_lock);
}

/* Under lifecycle: a session that was listed until now ends for its provider. */
static void gw_session_dismiss(struct gw_instance *inst, struct gw_session *s)
{
	if (!READ_ONCE(inst->closes))
		return;
	WRITE_ONCE(s->dismissed, true); /* its file may have gone */
	if (inst->serial)
		mutex_lock(&inst->handlers);
	inst->iface->close(inst, s);
	if (inst->serial)
		mutex_unlock(&inst->handlers);
}

/* Takes any session off the list. */
static struct gw_session *gw_sessions_take(struct gw_instance *inst)
{
	struct gw_session *s;

	spin_lock(&inst->sessions_lock);
	s = list_first_entry_or_null(&inst->sessions, struct gw_session, link);
	if (s) {
		inst->n_sessions--;
		list_del_init(&s->link);
	}
	spin_unlock(&inst->sessions_lock);
	return s;
}

/* The instance is dead and drained: closes each session with the provider. */
void gw_sessions_close(struct gw_instance *inst)
{
	struct gw_session *s;

	mutex_lock(&inst->lifecycle);
	while ((s = gw_sessions_take(inst)))
		gw_session_dismiss(inst, s);
	mutex_unlock(&inst->lifecycle);
}

/*
 * Closing. The provider is told in its handlers' turn. Who closes a file does not
 * wait for a handler that somebody else has called: a worker does. The next session
 * begins after that.
 *
 * As long as a session is listed, its instance cannot have left gw_sessions_close(),
 * so under lifecycle the provider is there.
 */

/* Tells the provider, unless that has to wait. */
static bool gw_session_try_end(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	bool turns;

	if (!mutex_trylock(&inst->lifecycle))
		return false;
	turns = !list_empty(&s->link) && inst->serial;
	if (turns && !mutex_trylock(&inst->handlers)) {
		mutex_unlock(&inst->lifecycle);
		return false;
	}
	if (gw_session_unlist(s) && READ_ONCE(inst->closes))
		inst->iface->close(inst, s);
	if (turns)
		mutex_unlock(&inst->handlers);
	mutex_unlock(&inst->lifecycle);
	return true;
}

static struct gw_session *gw_sessions_take_closed(struct gw_instance *inst)
{
	struct gw_session *s;

	spin_lock(&inst->sessions_lock);
	s = list_first_entry_or_null(&inst->closed, struct gw_session, closed);
	if (s)
		list_del(&s->closed);
	spin_unlock(&inst->sessions_lock);
	return s;
}

static void gw_sessions_end(struct work_struct *work)
{
	struct gw_instance *inst = container_of(work, struct gw_instance, closing);
	struct gw_session *s;

	mutex_lock(&inst->lifecycle);
	while ((s = gw_sessions_take_closed(inst))) {
		if (gw_session_unlist(s))
			gw_session_dismiss(inst, s);
		gw_session_free(s);
	}
	mutex_unlock(&inst->lifecycle);
	wake_up_all(&inst->wait);
	gw_instance_put(inst);
}

static void gw_session_end_later(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;

	kref_get(&inst->ref);
	spin_lock(&inst->sessions_lock);
	list_add_tail(&s->closed, &inst->closed);
	spin_unlock(&inst->sessions_lock);
	if (!queue_work(gw_session_closers, &inst->closing))
		gw_instance_put(inst);
}

void gw_sessions_prepare(struct gw_instance *inst)
{
	INIT_LIST_HEAD(&inst->sessions);
	INIT_LIST_HEAD(&inst->closed);
	INIT_WORK(&inst->closing, gw_sessions_end);
}

int gw_sessions_init(void)
{
	gw_session_closers = alloc_workqueue("gangway", WQ_UNBOUND, 0);
	return gw_session_closers ? 0 : -ENOMEM;
}

/* Waits for workers to leave this code. */
void gw_sessions_exit(void)
{
	destroy_workqueue(gw_session_closers);
}

/**
 * gw_session_open() - begin a session
 * @file: the file that owns it
 * @inst: with a reference, which the session takes over
 *
 * Return: the session, or ERR_PTR: -ENODEV the instance is gone, -EUSERS it has as
 * many as its description allows, or of this user as many as it leaves to others,
 * -ENOMEM, or the error of the provider's open; on error the caller keeps the
 * reference.
 */
struct gw_session *gw_session_open(struct file *file, struct gw_instance *inst)
{
	struct gw_session *s;
	int err;

	s = kzalloc(sizeof(*s), GFP_KERNEL_ACCOUNT);
	if (!s)
		return ERR_PTR(-ENOMEM);
	s->inst = inst;
	s->file = file;
	s->user = current_uid();
	s->unready[0] = -1;
	s->unready[1] = -1;
	s->id = atomic64_inc_return(&gw_last_session);
	INIT_LIST_HEAD(&s->link);
	init_waitqueue_head(&s->wait);
	mutex_init(&s->subscribing);
	err = gw_session_begin(s);
	if (err) {
		kfree(s);
		return ERR_PTR(err);
	}
	return s;
}

/* Its file is closed. */
void gw_session_close(struct gw_session *s)
{
	const bool closes = READ_ONCE(s->inst->closes); /* it may end meanwhile */
	const struct gw_carrier *c;
	u64 left = s->subscribed;

	WRITE_ONCE(s->dismissed, true); /* its file goes, perhaps before the provider is told */
	for (; left; left &= left - 1) {
		c = gw_carriers[__ffs64(left)];
		c->session.release(s->subscriptions[__ffs64(left)]);
	}
	if (!closes)
		gw_session_unlist(s);
	if (!closes || gw_session_try_end(s))
		gw_session_free(s);
	else
		gw_session_end_later(s);
}
