// SPDX-License-Identifier: GPL-2.0-only
/*
 * How every carrier of properties, calls and tables handles a request once it is
 * in kernel memory: permissions, serialisation, errors.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/printk.h>
#include <linux/sched/signal.h>

#include "core/request.h"
#include "core/value.h"

/*
 * The user namespace in which a capability is checked, for an instance of a network
 * namespace, or with NULL for one of none. Whoever owns a network
 * namespace has the capabilities over networks there, which anybody may who unshares
 * one; all others are over the machine.
 */
struct user_namespace *gw_user_ns(const struct net *net, int capability)
{
	switch (capability) {
	case CAP_NET_ADMIN:
	case CAP_NET_BIND_SERVICE:
	case CAP_NET_BROADCAST:
	case CAP_NET_RAW:
		return net ? net->user_ns : &init_user_ns;
	}
	return &init_user_ns;
}

static int gw_capable(struct user_namespace *ns, int capability, const struct file *opener)
{
	if (opener && !file_ns_capable(opener, ns, capability))
		return -EPERM;
	return ns_capable(ns, capability) ? 0 : -EPERM;
}

/* See gw_allowed(). */
int gw_privileged(const struct gw_instance *inst, const struct gw_element *el,
		  const struct file *opener)
{
	return gw_capable(gw_user_ns(inst->net, el->capability), el->capability, opener);
}

/*
 * gw_allowed() where anybody may open such a file: what the interface's mode leaves
 * to root, only CAP_NET_ADMIN over the machine permits.
 */
int gw_allowed_anybody(const struct gw_instance *inst, const struct gw_element *el,
		       const struct file *opener, bool write)
{
	if (el->capability >= 0)
		return gw_privileged(inst, el, opener);
	if (inst->mode & (write ? 0002 : 0004))
		return 0;
	return gw_capable(&init_user_ns, CAP_NET_ADMIN, opener);
}

static bool gw_declared(const struct gw_element *el, int err)
{
	const u16 *e;

	switch (err) {
	case -EINTR:
	case -ERESTARTSYS:
		if (signal_pending(current))
			return true;
		break;
	case -ENOMEM:
	case -EINVAL:
	case -ERANGE:
		return true;
	}
	/*
	 * A property or a stream declares none: its handler may refuse. But it was not
	 * interrupted, and what follows ERESTARTSYS is not for programs.
	 */
	if (el->kind == GW_PROPERTY || el->kind == GW_STREAM)
		return err < 0 && err > -ERESTARTSYS && err != -EINTR;
	for (e = el->errors; e && *e; e++)
		if (err == -*e)
			return true;
	return false;
}

/* What the caller gets when the handler of @el failed with @err. */
int gw_failure(struct gw_instance *inst, const struct gw_element *el, int err)
{
	if (gw_dying(inst))
		return -ENODEV;
	if (gw_declared(el, err))
		return err;
	pr_err_ratelimited("%s.%s: its handler in %s returned %d, which the description does not declare\n",
			   inst->device, el->name, gw_owner_name(inst), err);
	return -EPROTO;
}

static int gw_verdict(struct gw_instance *inst, const struct gw_element *el, int err)
{
	return likely(!err) ? 0 : gw_failure(inst, el, err);
}

/* These: in the handlers' turn; inline, since calls are most of what the shortest cost. */

static __always_inline int gw_get_now(struct gw_instance *inst, struct gw_session *s,
				      const struct gw_element *el, void *out)
{
	return gw_verdict(inst, el, el->get(inst, s, out));
}

static __always_inline int gw_set_now(struct gw_instance *inst, struct gw_session *s,
				      const struct gw_element *el, const void *in)
{
	int err = 0;

	gw_value_look(inst, el);
	if (el->set)
		err = el->set(inst, s, in);
	if (!err)
		gw_value_set(inst, el, in);
	return gw_verdict(inst, el, err);
}

static __always_inline int gw_call_now(struct gw_instance *inst, struct gw_session *s,
				       const struct gw_element *el, const void *in, void *out)
{
	return gw_verdict(inst, el, el->call(inst, s, in, out));
}

/* @out: @el->out.size zeroed bytes */
int gw_get(struct gw_instance *inst, struct gw_session *s,
	   const struct gw_element *el, void *out)
{
	int err;

	gw_value_look(inst, el);
	if (!gw_has_getter(inst, el)) {
		gw_value_load(inst, el, out);
		return 0;
	}
	err = gw_lock_handlers(inst);
	if (err)
		return err;
	err = gw_get_now(inst, s, el, out);
	gw_unlock_handlers(inst);
	return err;
}

/* @in: @el->in.size bytes, checked */
int gw_set(struct gw_instance *inst, struct gw_session *s,
	   const struct gw_element *el, const void *in)
{
	int err;

	err = gw_lock_handlers(inst);
	if (err)
		return err;
	err = gw_set_now(inst, s, el, in);
	gw_unlock_handlers(inst);
	return err;
}

/* @in: @el->in.size bytes, checked; @out: @el->out.size zeroed bytes */
int gw_call(struct gw_instance *inst, struct gw_session *s,
	    const struct gw_element *el, const void *in, void *out)
{
	int err;

	err = gw_lock_handlers(inst);
	if (err)
		return err;
	err = gw_call_now(inst, s, el, in, out);
	gw_unlock_handlers(inst);
	return err;
}

/* A get: of what has a getter. */
static __always_inline int gw_request_now(struct gw_instance *inst, struct gw_session *s,
					  const struct gw_element *el, enum gw_request what,
					  const void *in, void *out)
{
	int err = what != GW_REQUEST_GET && el->in.check ? el->in.check(in) : 0;

	if (err)
		return err;
	if (what == GW_REQUEST_SET)
		return gw_set_now(inst, s, el, in);
	memset(out, 0, el->out.size);
	return what == GW_REQUEST_CALL ? gw_call_now(inst, s, el, in, out) :
					 gw_get_now(inst, s, el, out);
}

/**
 * gw_request_turn() - gw_request() by who has not entered
 * @inst: the instance, whose handlers take turns
 * @s: as there
 * @el: as there
 * @what: as there
 * @in: as there
 * @out: as there
 *
 * To unregister takes the turn as well, so that is enough; and what is stored is the
 * instance's own. Not a get by which clients' requests are looked for first, as
 * gw_value_look() does.
 * Return: as there.
 */
int gw_request_turn(struct gw_instance *inst, struct gw_session *s,
		    const struct gw_element *el, enum gw_request what,
		    const void *in, void *out)
{
	int err;

	if (what == GW_REQUEST_GET && test_bit(el->number, inst->stored)) {
		gw_value_load(inst, el, out);
		return READ_ONCE(inst->dead) ? -ENODEV : 0;
	}
	err = gw_lock_handlers(inst);
	if (err)
		return err;
	err = gw_request_now(inst, s, el, what, in, out);
	gw_unlock_handlers(inst);
	return err;
}

/*
 * The row after @after, or the first. @row: @el->out.size zeroed bytes.
 * Return: 0, -ENOENT there are no more, or an error.
 */
int gw_next(struct gw_instance *inst, struct gw_session *s,
	    const struct gw_element *el, const void *after, void *row)
{
	int err;

	err = gw_lock_handlers(inst);
	if (err)
		return err;
	err = el->next(inst, s, after, row);
	gw_unlock_handlers(inst);
	if (err == -ENOENT && !gw_dying(inst))
		return err;
	return gw_verdict(inst, el, err);
}
