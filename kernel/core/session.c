// SPDX-License-Identifier: GPL-2.0-only
/* Sessions: how they begin and end, and how their provider is notified. */
#include <linux/cred.h>
#include <linux/slab.h>

#include "core/carrier.h"
#include "core/session.h"

static atomic64_t gw_last_session;

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

/* Under lifecycle; false: it was already done. */
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
	err = -ERESTARTSYS;
	if (mutex_lock_interruptible(&inst->lifecycle))
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

/*
 * Under lifecycle. As long as a session is listed, its instance cannot have
 * left gw_sessions_close(), so the provider is there.
 */
static void gw_session_dismiss(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	const struct gw_ops_head *ops = inst->ops;
	const struct gw_interface *iface = inst->iface;

	if (!gw_session_unlist(s) || inst->abandoned || !iface->close || !ops->close)
		return;
	if (!iface->concurrent)
		mutex_lock(&inst->handlers);
	iface->close(inst, s);
	if (!iface->concurrent)
		mutex_unlock(&inst->handlers);
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

/* The instance is dead and drained: closes each session with the provider. */
void gw_sessions_close(struct gw_instance *inst)
{
	struct gw_session *s;

	mutex_lock(&inst->lifecycle);
	while ((s = list_first_entry_or_null(&inst->sessions, struct gw_session, link)))
		gw_session_dismiss(s);
	mutex_unlock(&inst->lifecycle);
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
	const struct gw_carrier *c;
	u64 left = s->subscribed;

	for (; left; left &= left - 1) {
		c = gw_carriers[__ffs64(left)];
		c->session.release(s->subscriptions[__ffs64(left)]);
	}
	mutex_lock(&s->inst->lifecycle);
	gw_session_dismiss(s);
	mutex_unlock(&s->inst->lifecycle);
	gw_instance_put(s->inst);
	kvfree(s->large);
	kfree(s);
}
